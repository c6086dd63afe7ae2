### What patients see of their own.

portal-title = Vos rendez-vous
portal-hello = Bonjour, { $name }
portal-none = Aucun rendez-vous à venir
portal-none-text = Appelez le centre pour en prendre un. Il apparaîtra ici.
portal-coming = Plus tard
portal-past = Auparavant
portal-cancel = Annuler ce rendez-vous
portal-cancel-reason = Pourquoi ? Le centre aimerait le savoir
portal-cancel-now = L’annuler
portal-keep = Le garder
portal-cancel-late = Ce rendez-vous ne peut plus être annulé ici. Appelez le centre.
portal-cancelled = Rendez-vous annulé
portal-written = Ce qui a été noté
portal-written-nothing = Rien n’a été noté pour vous à ce rendez-vous.
portal-written-locked = Connectez-vous avec un code pour lire ce qui a été noté.
portal-limited-title = Accès limité
portal-limited = Vous n’avez pas prouvé qui vous êtes : seules les heures des rendez-vous sont montrées. Connectez-vous avec un code pour tout voir.
portal-passkey-title = La prochaine fois sans code
portal-passkey-text = Une clé d’accès vous laisse entrer avec votre empreinte, votre visage ou le verrouillage de votre téléphone.
portal-passkey-no-script = Les clés d’accès nécessitent JavaScript ; les codes fonctionnent sans.
portal-passkey-removed = Clé d’accès supprimée
portal-known-text = Pour les modifier, adressez-vous au centre.
portal-passkey-again = Reconnectez-vous avec un code pour en ajouter une.
portal-appointment = Rendez-vous
portal-book = Prendre rendez-vous
portal-move = Déplacer ce rendez-vous
portal-services = Toutes les prestations
portal-now-at = Il est actuellement prévu
portal-with = Avec
portal-anybody = La première personne libre
portal-show-times = Afficher les horaires
portal-no-times = Aucun horaire libre ces jours-ci
portal-no-times-text = Regardez des jours plus tardifs, choisissez quelqu’un d’autre ou appelez le cabinet.
portal-days = Jours
portal-earlier = Jours précédents
portal-later = Jours suivants
portal-zone = Tous les horaires sont ceux du cabinet ({ $zone }).
portal-no-services = Rien ne peut encore être réservé ici
portal-choose-service = Pour quoi souhaitez-vous venir ?
portal-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
portal-confirm = Est-ce bien cela ?
portal-held-until = L’horaire vous est réservé jusqu’à { $time }.
portal-confirm-now = Réserver
portal-other-time = Choisir un autre horaire
portal-booked = Rendez-vous réservé
portal-moved = Rendez-vous déplacé
portal-move-short = Déplacer
portal-offer = Un horaire est libre pour vous
portal-offer-declined = Vous avez refusé. Vous restez sur la liste d’attente
portal-wait = Me mettre sur la liste d’attente
portal-wait-text = Dites quand vous pourriez venir. Quand un tel horaire se libère, vous recevez un message et pouvez le prendre d’une touche.
portal-wait-offer = Aucun horaire ne convient ?
portal-waiting = Vous attendez
portal-waiting-until = Jusqu’au { $day }
portal-wait-no-longer = Ne plus attendre
portal-waiting-now = Vous êtes sur la liste d’attente
portal-waiting-no-longer = Vous n’êtes plus sur la liste d’attente
portal-own = Votre dossier
portal-account = Compte et langue
portal-language = Langue
portal-language-text = Pour ces pages, où que vous vous connectiez, et pour les messages qui vous sont envoyés.
portal-older = Plus anciens
portal-new = Nouveau
portal-results = Mes résultats
portal-results-text = Ce qui a été écrit pour vous et mesuré, le plus récent d’abord. Ouvrez-en un pour le lire.
portal-results-none = Rien à lire pour l’instant
portal-results-none-text = Ce que la clinique écrit pour vous apparaît ici quand c’est prêt.
portal-results-refused = Vous ne souhaitez pas que ce qui a été écrit soit montré ici.
portal-result-what = Ce qui a été mesuré
portal-result-score = Votre score
portal-result-no-score = Il n’y a pas de score : il manque des réponses.
portal-result-means = Cela signifie :
portal-result-change = Ce qui a changé
portal-result-talk = Un chiffre seul dit peu de choses. Parlez-en avec la personne qui vous soigne.
portal-score-of = { $score } sur { $highest }
portal-scale = L’échelle va de { $lowest } à { $highest }.
portal-higher-is-better = Plus le score est élevé, mieux c’est.
portal-lower-is-better = Plus le score est bas, mieux c’est.
portal-change-higher = Plus élevé que le { $day }.
portal-change-lower = Plus bas que le { $day }.
portal-change-same = Le même que le { $day }.
portal-change-counts = La différence est assez grande pour compter.
portal-change-within = La différence est petite : elle peut ne rien vouloir dire.
portal-about-diagnosis = Ce que la clinique a constaté
portal-about-prescription = Ce que vous devez prendre ou utiliser
portal-about-requirement = Ce qui est à faire, comme une analyse
portal-code-about = Cela concerne :
portal-access = Qui a ouvert mon dossier
portal-access-text = Toutes les personnes de la clinique qui ont regardé ou modifié vos données. Vos propres visites ici n’y figurent pas.
portal-access-none = Personne pour l’instant
portal-access-none-text = Toute personne qui ouvrira votre dossier figurera ici.
portal-access-emergency = Par accès d’urgence
portal-access-support = De l’extérieur, avec l’autorisation de la clinique
portal-access-refused = Refusé, rien n’a été vu
portal-did-list = A vu votre nom dans une liste
portal-did-details = A ouvert vos coordonnées
portal-did-register = Vous a inscrit
portal-did-change-details = A modifié vos coordonnées
portal-did-appointment = A ouvert un de vos rendez-vous
portal-did-change-appointment = A pris ou modifié un de vos rendez-vous
portal-did-read = A lu ce qui est écrit sur votre santé
portal-did-write = A écrit sur votre santé
portal-did-release = Vous a montré ce qui a été écrit
portal-did-withdraw = Vous a masqué ce qui a été écrit
portal-did-account = A regardé ou modifié votre façon de vous connecter
portal-did-message = Vous a fait envoyer un message
portal-did-messages = A regardé les messages qui vous sont adressés
portal-did-log = A regardé qui a ouvert votre dossier
portal-consents = Mes consentements
portal-consents-text = Vous pouvez accepter ou refuser à tout moment. Rien de ce que vous avez dit avant n’est effacé.
portal-consents-stop = Si vous avez répondu STOP à un message, répondez aussi START pour en recevoir de nouveau.
portal-consent-unsaid = Vous n’avez rien dit ; c’est fait
portal-consent-given = Accepté
portal-consent-refused = Refusé
portal-consent-agree = J’accepte
portal-consent-withdraw = Je retire mon accord
portal-consent-refuse = Je ne le souhaite pas
portal-consent-ask = Pour le modifier, adressez-vous à la clinique.
portal-consent-by-you = par vous
portal-consent-by-clinic = noté par la clinique
portal-agreed = C’est noté : vous acceptez.
portal-refused = C’est noté : vous n’acceptez pas.
consent-sms-reminders-title = Rappels par SMS
consent-sms-reminders-text = La clinique vous rappelle vos rendez-vous par SMS : quand, jamais pourquoi.
consent-email-reminders-title = Rappels par e-mail
consent-email-reminders-text = La clinique vous rappelle vos rendez-vous par e-mail : quand, jamais pourquoi.
consent-sms-results-title = Annonce des résultats par SMS
consent-sms-results-text = Quand il y a du nouveau à lire ici, un SMS vous le dit ; jamais son contenu.
consent-portal-results-title = Résultats sur ces pages
consent-portal-results-text = Ce que la clinique écrit pour vous (diagnostics, ordonnances, examens) vous est montré ici. Refusez si d’autres peuvent utiliser votre téléphone.
portal-access-times =
    { $count ->
         [one] une fois
        *[other] { $count } fois
    }
portal-new-count =
    { $count ->
         [one] { $count } nouveau
        *[other] { $count } nouveaux
    }
portal-consent-history =
    { $count ->
         [one] { $count } réponse à ce jour
        *[other] { $count } réponses à ce jour
    }
portal-exercises = Mes exercices
portal-exercises-text = Appuyez une fois pour dire que vous avez fait un exercice ce jour-là ; appuyez encore pour le retirer.
portal-exercises-none = Pas d’exercices pour le moment
portal-exercises-none-text = Ce que la clinique vous donne à faire à domicile apparaît ici.
portal-exercise-mark = Je l’ai fait
portal-exercise-done = fait
portal-exercise-times =
    { $count ->
         [one] Fait { $count } jour sur les 7 derniers
        *[other] Fait { $count } jours sur les 7 derniers
    }
portal-exercises-waiting =
    { $count ->
         [one] { $count } à faire aujourd’hui
        *[other] { $count } à faire aujourd’hui
    }
