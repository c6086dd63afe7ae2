### The day board, booking, the worklist, lists and details of appointments.

## Day board

appointments-title = Rendez-vous
appointments-board-title = Aujourd’hui à l’accueil
appointments-tabs = Rendez-vous par étape
appointments-tab-expected = Attendus
appointments-tab-arrived = Arrivés
appointments-tab-done = Terminés
appointments-tab-cancelled = Annulés
appointments-expected-next = Attendus ensuite
appointments-tab-all = Tous
appointments-day = Jour
appointments-previous-day = Jour précédent
appointments-next-day = Jour suivant
appointments-patient = Patient
appointments-provider = Praticien
appointments-any-provider = Tous les praticiens
appointments-room = Salle
appointments-wait = Attente
appointments-wait-minutes = { $minutes } min
appointments-phone-ends = tél. …{ $digits }
appointments-paid = Payé
appointments-owing = À payer
appointments-priority = Prioritaire
appointments-late = En retard

## Steps

appointments-check-in = Enregistrer l’arrivée
appointments-start = Commencer
appointments-complete = Terminer
appointments-take-payment = Encaisser
appointments-confirm = Confirmer
appointments-reschedule = Déplacer
appointments-cancel = Annuler le rendez-vous
appointments-no-show = Absent
appointments-enter-in-error = Saisi par erreur
appointments-undo = Annuler l’action
appointments-next-step = Étape suivante
appointments-move-to = Passer à
appointments-step-for = { $step } : { $name }
appointments-status-changed = { $name } : { $status }
appointments-cancel-title = Annuler le rendez-vous de { $name }
appointments-cancel-reason = Motif de l’annulation
appointments-cancelled-by = Annulé par { $name }
appointments-cancelled-late = Annulation tardive
appointments-keep = Conserver
appointments-reschedule-title = Déplacer le rendez-vous de { $name }
appointments-rescheduled = Déplacé à { $time }

## Booking

appointments-book = Prendre rendez-vous
appointments-book-for = Rendez-vous pour { $name }
appointments-booked = Rendez-vous pris : { $time }
appointments-edit-title = Modifier le rendez-vous
appointments-walk-in = Sans rendez-vous
appointments-walk-in-text = Quelqu’un est à l’accueil : trouvez ou enregistrez la personne. La visite commence dès que la personne choisie est libre.
appointments-register-and-check-in = Enregistrer la personne et son arrivée
appointments-free-now = libre maintenant
appointments-busy-until = occupé jusqu’à { $time }
appointments-now = Maintenant
appointments-what = Quoi
appointments-when = Quand
appointments-date = Date
appointments-starts = Début
appointments-ends = Fin
appointments-duration = Durée
appointments-duration-minutes = Durée en minutes
appointments-kind = Type
appointments-cost = Prix
appointments-estimated-cost = Coût estimé
appointments-billing-code = Code de facturation
appointments-insurance-authorization = Accord de l’assurance
appointments-preparation-notes = Préparation
appointments-follow-up-needed = Suivi nécessaire
appointments-is-priority = Prioritaire
appointments-is-priority-hint = Affiché en premier et signalé sur le tableau du jour.
appointments-reason = Motif de la visite
appointments-no-room = Sans salle
appointments-no-free-times = Aucun créneau libre ce jour-là.
appointments-pick-time = Heures libres : un clic suffit
appointments-conflict-title = Ce créneau est déjà pris
appointments-conflict-text = { $what } : déjà réservé à cette heure.
appointments-override = Réserver quand même
appointments-override-reason = Motif de la double réservation
appointments-override-hint = Enregistré avec votre nom.

## Worklist, lists, details

appointments-worklist-title = Ma journée
appointments-next-patient = Patient suivant
appointments-no-next-patient = Personne n’attend
appointments-patients-title = Patients et prochain rendez-vous
appointments-details-title = Détails du rendez-vous
appointments-with = avec { $name }
appointments-past = Passés
appointments-upcoming = À venir
appointments-mine = Mes rendez-vous
appointments-history = Historique
appointments-print-day = Imprimer la liste du jour
appointments-display = Écran de la salle d’attente
appointments-display-now = Veuillez entrer
appointments-display-waiting = En attente
appointments-display-nobody = Personne n’est appelé pour le moment.
appointments-empty-expected-title = Plus personne n’est attendu
appointments-empty-expected-text = Toutes les personnes prévues ce jour sont arrivées ou annulées.
appointments-empty-arrived-title = Personne n’attend
appointments-empty-arrived-text = Les personnes apparaissent ici dès leur arrivée enregistrée.
appointments-empty-done-title = Aucune visite terminée
appointments-empty-done-text = Les visites terminées de ce jour apparaissent ici.
appointments-empty-cancelled-title = Aucune annulation
appointments-empty-cancelled-text = Les rendez-vous annulés ou manqués de ce jour apparaissent ici.
appointments-empty-title = Aucun rendez-vous
appointments-empty-day-title = Aucun rendez-vous
appointments-empty-text = Rien ne correspond à ce choix. Modifiez les filtres ou prenez un rendez-vous.
appointments-empty-day-text = Aucun rendez-vous ce jour.
appointments-count =
    { $count ->
         [one] { $count } rendez-vous
        *[other] { $count } rendez-vous
    }
appointments-waiting =
    { $count ->
         [one] { $count } personne en attente
        *[other] { $count } personnes en attente
    }
appointments-attendance = Ces 12 derniers mois :
appointments-missed =
    { $count ->
        [one] une visite manquée
       *[other] { $count } visites manquées
    }
appointments-cancelled-late-count =
    { $count ->
        [one] une annulation tardive
       *[other] { $count } annulations tardives
    }
appointments-answered-confirmed = Confirmé par message
appointments-answered-cancelled = Annulé par message

### The clinic's rules for booking.

rules-title = Règles de réservation
rules-about = Ce que les patients peuvent faire eux-mêmes, et ce qui se fait tout seul. L’équipe peut réserver, déplacer et annuler à tout moment.
rules-cutoff = Minutes avant le début jusqu’auxquelles les patients déplacent ou annulent
rules-cutoff-hint = Après, ils doivent appeler. 0 : jusqu’au début.
rules-most-ahead = Rendez-vous qu’un patient peut avoir pris d’avance
rules-most-ahead-hint = De lui-même ; l’accueil peut en prendre davantage.
rules-hold = Minutes pendant lesquelles une heure est retenue
rules-hold-hint = Pendant ce temps personne d’autre ne la prend, tandis que quelqu’un la regarde encore.
rules-grace = Minutes après la fin jusqu’à ce que quelqu’un compte comme non venu
rules-grace-hint = Vide : personne n’est marqué tout seul.
rules-offer = Minutes pendant lesquelles vaut une offre à la liste d’attente
rules-offer-hint = Ensuite le suivant est interrogé.
