### The audit viewer.

audit-title = Journal d’audit
audit-text = Chaque accès et chaque modification, dans l’ordre. Rien ne peut être modifié ici.
audit-at = Heure
audit-actor = Qui
audit-action = Action
audit-subject = Objet
audit-patient = Patient
audit-outcome = Résultat
audit-risk = Risque
audit-ip = Adresse IP
audit-user-agent = Programme
audit-session = Session
audit-request = Requête
audit-before = Avant
audit-after = Après
audit-any-actor = Tout le monde
audit-any-action = Toute action
audit-any-outcome = Tout résultat
audit-any-risk = Tout risque
audit-outcome-success = Effectué
audit-outcome-denied = Refusé
audit-outcome-failure = Échec
audit-risk-low = Faible
audit-risk-medium = Moyen
audit-risk-high = Élevé
audit-risk-critical = Critique
audit-actor-staff = Personnel
audit-actor-patient = Patient
audit-actor-device = Appareil
audit-actor-integration = Intégration
audit-actor-job = Le système
audit-actor-visitor = Visiteur
audit-empty-title = Aucune entrée
audit-empty-text = Rien ne correspond à ces filtres.
audit-export-note = Les exportations sont aussi consignées ici.
audit-count =
    { $count ->
         [one] { $count } entrée
        *[other] { $count } entrées
    }

## Words of the page

audit-field-active = Actif
audit-field-emergency-contacts = Personnes à prévenir
audit-actor-operator = Opérateur de la plateforme
audit-patient-hint = Numéro ou identifiant
audit-newest = Plus récents

## What it was done to

audit-subject-patient = Patient
audit-subject-contact = Contact
audit-subject-session = Session
audit-subject-staff = Personnel
audit-subject-token = Jeton
audit-subject-route = Page
audit-subject-appointment = Rendez-vous
audit-subject-record = Donnée médicale
audit-subject-audit = Audit
audit-subject-room = Salle
audit-subject-day = Jour
audit-subject-import = Import

## What was done: action-CODE follows the codes of the API

action-sign-in = S’est connecté
action-sign-out = S’est déconnecté
action-refresh-session = A renouvelé la session
action-resolve-session = Session retrouvée
action-replay-request = Requête répétée
action-list-patients = A listé les patients
action-search-patients = A cherché des patients
action-view-patient = A ouvert la fiche du patient
action-register-patient = A enregistré le patient
action-update-patient = A modifié les données du patient
action-delete-patient = A retiré le patient
action-import-patients = A importé des patients
action-list-contacts = A listé les contacts
action-view-contact = A ouvert le contact
action-create-contact = A créé le contact
action-update-contact = A modifié le contact
action-delete-contact = A retiré le contact
action-view-day-board = A consulté le tableau du jour
action-list-appointments = A listé les rendez-vous
action-view-appointment = A ouvert le rendez-vous
action-book-appointment = A pris le rendez-vous
action-override-slot = A forcé un créneau occupé
action-backfill-visit = A saisi une visite passée
action-update-appointment = A modifié le rendez-vous
action-reschedule-appointment = A déplacé le rendez-vous
action-check-in-appointment = A accueilli le patient
action-start-visit = A commencé la visite
action-complete-appointment = A terminé la visite
action-cancel-appointment = A annulé le rendez-vous
action-mark-no-show = A noté une absence
action-revert-status = A annulé une étape
action-delete-appointment = A retiré le rendez-vous
action-list-rooms = A listé les salles
action-manage-rooms = A modifié les salles
action-view-records = A lu le dossier médical
action-write-record = A rédigé une donnée médicale
action-revise-record = A révisé une donnée médicale
action-strike-record = A marqué une donnée comme saisie par erreur
action-fulfil-requirement = A marqué un examen comme fait
action-list-staff = A listé le personnel
action-create-staff = A enregistré du personnel
action-change-staff = A modifié un membre du personnel
action-reset-password = A réinitialisé un mot de passe
action-issue-token = A émis un jeton
action-revoke-token = A révoqué un jeton
action-view-audit = A consulté le journal d’audit
action-view-access-log = A consulté les accès au dossier
action-view-settings = A consulté les réglages
