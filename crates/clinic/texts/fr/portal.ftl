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
