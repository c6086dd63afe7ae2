### Messages: their words, and the outbox.

message-one-time-code = { $code } est votre code pour { $name }. Il est valable 5 minutes. Personne du centre ne vous le demandera.
message-sign-in-phone-changed = { $name } : votre téléphone de connexion a été remplacé par un autre numéro. Si ce n’est pas vous, appelez le centre maintenant.
message-activation-code-issued = { $name } : un code de connexion a été imprimé pour vous à l’accueil. Si vous ne l’avez pas demandé, appelez le centre maintenant.
message-title = Messages
message-outbox-text = Aucun opérateur n’est configuré : les messages attendent ici et vous pouvez les lire au patient. Les plus récents d’abord.
message-none = Pas encore de messages
message-none-text = Les codes des patients qui se connectent et les autres messages apparaissent ici.
message-text = Texte
message-kind-one-time-code = Code de connexion
message-kind-sign-in-phone-changed = Téléphone changé
message-kind-activation-code-issued = Code imprimé
message-status-queued = En attente
message-status-sending = En cours d’envoi
message-status-sent = Envoyé
message-status-delivered = Remis
message-status-undelivered = Non remis
message-status-failed = Échec
message-status-dead = Abandonné
message-status-withheld = Non envoyé
message-withheld-unknown = Aucun compte avec ce téléphone et ce nom d’utilisateur
message-withheld-blocked = Le compte est bloqué
message-withheld-country = Le centre n’envoie rien vers ce pays
message-withheld-too-many = Trop de codes récemment
message-appointment-reminder = { $clinic } : { $given_name }, votre rendez-vous est le { $date } à { $time }. Répondez C pour confirmer, X pour annuler, STOP pour ne plus rien recevoir.
message-waitlist-offer = { $clinic } : { $given_name }, un horaire est libre le { $date } à { $time }. Il vous est gardé jusqu’à { $until }. Oui ou non : { $link }
message-invoice-reminder = { $clinic } : { $given_name }, la facture { $number } était à payer avant le { $date }. Il reste { $amount }. Si vous avez payé, ne tenez pas compte de ce message.
message-appointment-reminder-email = Bonjour { $given_name },

    votre rendez-vous chez { $clinic } est le { $date } à { $time }.

    Si vous ne pouvez pas venir, merci de nous appeler.

    { $clinic }
message-appointment-confirmation = { $clinic } : { $given_name }, votre rendez-vous est pris pour le { $date } à { $time }.
message-appointment-cancelled = { $clinic } : { $given_name }, votre rendez-vous du { $date } à { $time } est annulé.
message-series-confirmation = { $clinic } : { $given_name }, vos rendez-vous sont pris, { $count } en tout, le prochain le { $date } à { $time }.
message-series-cancelled = { $clinic } : { $given_name }, vos rendez-vous à partir du { $date } à { $time } sont annulés, { $count } en tout.
message-subject-reminder = { $clinic } : votre rendez-vous du { $date }
message-subject-confirmation = { $clinic } : rendez-vous pris
message-subject-cancelled = { $clinic } : rendez-vous annulé
message-subject-test = { $name } : un essai
message-kind-series-confirmation = Confirmation d’une série
message-kind-series-cancelled = Annulation d’une série
message-way = Par
message-way-sms = SMS
message-way-email = E-mail
message-test-message = { $name } : ceci est un essai. Les messages arrivent.
message-any = Tous
message-retry = Réessayer
message-retry-all = Réessayer tous les abandonnés
message-retried = Un nouvel essai aura lieu.
message-test-queued = Le message d’essai est en route.
message-replies = Réponses
message-from = De
message-meaning = Signification
message-meaning-stop = Ne veut plus de messages
message-meaning-start = Veut de nouveau des messages
message-meaning-confirmed = Confirmé
message-meaning-cancelled = Annulé
message-meaning-too-late = Voulait annuler, trop tard
message-meaning-other = À lire
message-answer-confirmed = Confirmé
message-answer-cancelled = Annulé
message-status-console = Serait envoyé
message-figure-delivered = Remis ces 30 derniers jours : { $number }
message-figure-undelivered = Non remis : { $number }
message-figure-dead = Abandonnés : { $number }
message-figure-segments = Segments envoyés ce mois-ci : { $number }
message-figure-budget = { $number } % du budget
message-kind-appointment-reminder = Rappel
message-kind-appointment-confirmation = Confirmation
message-kind-appointment-cancelled = Annulation
message-kind-waitlist-offer = Créneau libre proposé
message-kind-result-released = Résultat publié
message-kind-invoice-reminder = Rappel de facture
message-subject-invoice-reminder = { $clinic } : facture { $number }
message-kind-from-clinic = Message de la clinique
message-subject-from-clinic = { $clinic } : un message pour vous
message-kind-test-message = Essai
message-withheld-expired = Son heure était passée
message-withheld-appointment-changed = Le rendez-vous a été déplacé ou annulé
message-withheld-opted-out = Ce numéro ne veut pas de messages
message-withheld-no-consent = Le patient ne veut pas de tels messages

### How the clinic sends.

messaging-title = Envoi des messages
messaging-about = Qui achemine les messages du cabinet, ce que les patients apprennent et quand ils reçoivent un rappel, et ce qui peut être dépensé. Sans opérateur, les messages restent dans la boîte d’envoi et y sont lus.
messaging-group-carrier = Opérateur
messaging-callback = L’opérateur annonce le sort des messages et apporte les réponses à cette adresse :
messaging-provider = Opérateur
messaging-provider-hint = Ce choix vaut dès le prochain message.
messaging-provider-console = Aucun : les messages restent dans la boîte d’envoi
messaging-account-sid = SID du compte
messaging-auth-token = Jeton d’authentification
messaging-auth-token-kept = Un jeton est conservé et jamais affiché. Laissez vide pour le garder.
messaging-auth-token-none = Il est conservé scellé et n’est plus jamais affiché.
messaging-service-sid = SID du service de messagerie
messaging-service-sid-hint = Il l’emporte si un numéro est aussi indiqué.
messaging-from-number = Numéro d’expéditeur
messaging-group-mail = E-mail
messaging-mail-about = Les patients qui préfèrent l’e-mail y reçoivent rappels, confirmations et annulations. Les codes partent toujours par SMS.
messaging-mail = Serveur de messagerie
messaging-mail-console = Aucun : les lettres restent dans la boîte d’envoi
messaging-mail-smtp = Un serveur du cabinet, par SMTP
messaging-mail-sender = Expéditeur
messaging-mail-sender-hint = L’adresse que voient les patients.
messaging-mail-host = Serveur
messaging-mail-port = Port
messaging-mail-security = Chiffrement
messaging-mail-security-hint = 465 est d’usage avec TLS dès le début, 587 avec STARTTLS.
messaging-mail-tls = TLS dès le début
messaging-mail-starttls = STARTTLS, sinon rien n’est envoyé
messaging-mail-plain = Aucun : pour un serveur sur la même machine
messaging-mail-user = Utilisateur
messaging-mail-password = Mot de passe
messaging-mail-password-kept = Un mot de passe est conservé et jamais affiché. Laissez vide pour le garder ; un autre serveur ou utilisateur le redemande.
messaging-mail-password-none = Il est conservé scellé et n’est plus jamais affiché.
messaging-group-told = Ce que les patients apprennent aussitôt
messaging-confirmations = Qu’un rendez-vous est pris ou déplacé
messaging-confirmations-hint = Une minute plus tard, pour taire ce qui est aussitôt défait. Rien pour les visites sans rendez-vous.
messaging-cancellations = Qu’un rendez-vous est annulé
messaging-group-reminders = Rappels
messaging-reminders = Rappeler leurs rendez-vous aux patients
messaging-reminders-hint = Les patients qui n’en veulent pas n’en reçoivent pas.
messaging-offsets = Heures avant le rendez-vous
messaging-offsets-hint = Cinq au plus, séparées par des virgules : 48, 24. 24 est la même heure la veille.
messaging-quiet-from = Silence à partir de
messaging-quiet-until = Silence jusqu’à
messaging-quiet-hint = Un rappel qui tomberait pendant le silence part un quart d’heure avant son début.
messaging-cancel-hours = Heures jusqu’auxquelles une réponse annule
messaging-cancel-hours-hint = Après, le patient doit appeler.
messaging-group-budget = Budget
messaging-monthly-segments = Segments par mois
messaging-monthly-segments-hint = 0 pour aucune limite. Une fois épuisé, les SMS attendent, sauf les codes ; les e-mails ne comptent pas.
messaging-thousand-cost = Coût de 1 000 segments
messaging-thousand-cost-hint = Dans la plus petite unité de la monnaie, comme le centime.
messaging-trial = Essayer
messaging-trial-recipient = Numéro de téléphone ou adresse e-mail
messaging-trial-hint = Un message sans contenu y est envoyé.
messaging-trial-send = Envoyer un message d’essai

### What messages say.

wording-title = Textes des messages
wording-about = Ce que lisent les patients, dans chaque langue. Les codes et ce qui protège les comptes sont rédigés par le programme.
wording-appointment-reminder = Rappel
wording-appointment-reminder-email = Rappel par e-mail
wording-appointment-confirmation = Confirmation
wording-appointment-cancelled = Annulation
wording-series-confirmation = Confirmation d’une série
wording-series-cancelled = Annulation d’une série
wording-waitlist-offer = Proposition à la liste d’attente
wording-invoice-reminder = Rappel de facture
wording-whose = De qui
wording-usual = Texte fourni
wording-own = Texte du cabinet
wording-sample = Rendu
wording-segments = Segments
wording-segments-of =
    { $count ->
        [one] { $count } segment
       *[other] { $count } segments
    }
wording-units =
    { $count ->
        [one] { $count } unité
       *[other] { $count } unités
    }
wording-thousand-cost = 1 000 de ces messages coûtent environ
wording-places = Ces emplacements sont remplis :
wording-look = Voir le rendu
wording-restore = Revenir au texte fourni
wording-unknown-place = Rien de connu ne peut remplir { "{" }{ $place }{ "}" }.
wording-too-long = { $most } caractères au plus.
wording-sample-name = Mona
message-result-released = { $clinic } : vous avez quelque chose de nouveau à lire. Connectez-vous aux pages patient de la clinique.
