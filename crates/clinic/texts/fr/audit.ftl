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
audit-subject-service = Prestation
audit-subject-hours = Horaires
audit-subject-closure = Jours de fermeture
audit-subject-slot = Créneau
audit-subject-day = Jour
audit-subject-day-board = Tableau du jour
audit-subject-worklist = Liste du médecin
audit-subject-waiting-room = Écran de la salle d’attente
audit-subject-request = Requête répétée
audit-subject-settings = Réglages
audit-subject-import = Import
audit-subject-first-factor = Mot de passe, second facteur attendu
audit-subject-setting = Réglage
audit-subject-role = Rôle
audit-subject-passkey = Clé d’accès
audit-subject-draft = Texte non enregistré
audit-subject-emergency = Accès d’urgence

## What was done: action-CODE follows the codes of the API

action-sign-in = Connexion
action-sign-out = Déconnexion
action-refresh-session = Renouvellement de la session
action-resolve-session = Reprise de la session
action-replay-request = Nouvelle réponse à une requête
action-reauthenticate = Confirmation d’identité
action-change-password = Changement du mot de passe
action-enrol-factor = Configuration d’un second facteur
action-remove-factor = Retrait d’un second facteur
action-end-session = Fermeture d’une session
action-view-own-account = Consultation de son propre compte
action-change-preferences = Changement de ses préférences
action-keep-draft = Conservation d’une saisie en cours
action-restore-draft = Récupération d’un texte non enregistré
action-break-glass = Accès d’urgence
action-list-patients = Liste des patients
action-search-patients = Recherche de patients
action-view-patient = Ouverture de la fiche du patient
action-register-patient = Enregistrement du patient
action-update-patient = Modification des données du patient
action-delete-patient = Retrait du patient
action-import-patients = Importation de patients
action-list-contacts = Liste des contacts
action-view-contact = Ouverture du contact
action-create-contact = Création du contact
action-update-contact = Modification du contact
action-delete-contact = Retrait du contact
action-view-day-board = Consultation du tableau du jour
action-list-appointments = Liste des rendez-vous
action-view-appointment = Ouverture du rendez-vous
action-book-appointment = Prise du rendez-vous
action-override-slot = Réservation d’un créneau occupé
action-backfill-visit = Saisie d’une visite passée
action-update-appointment = Modification du rendez-vous
action-reschedule-appointment = Déplacement du rendez-vous
action-check-in-appointment = Accueil du patient
action-start-visit = Début de la visite
action-complete-appointment = Fin de la visite
action-cancel-appointment = Annulation du rendez-vous
action-mark-no-show = Absence notée
action-revert-status = Annulation d’une étape
action-delete-appointment = Retrait du rendez-vous
action-list-rooms = Liste des salles
action-manage-rooms = Modification des salles
action-view-schedule = Consultation des horaires et prestations
action-manage-schedule = Modification des horaires et prestations
action-change-own-hours = Modification de ses propres jours
action-find-slots = Recherche de créneaux libres
action-explain-slot = Demande du motif d’indisponibilité
action-view-records = Lecture du dossier médical
action-write-record = Rédaction d’une donnée médicale
action-revise-record = Révision d’une donnée médicale
action-strike-record = Marquage d’une donnée comme saisie par erreur
action-fulfil-requirement = Marquage d’un examen comme fait
action-sign-up-patient = Inscription d’un patient
action-request-code = Demande d’un code de connexion
action-sign-in-unproved = Connexion sans preuve
action-issue-activation-code = Remise d’un code d’activation
action-view-patient-account = Consultation du compte d’un patient
action-change-patient-account = Modification du compte d’un patient
action-view-own-appointments = Consultation de ses propres rendez-vous
action-book-own-appointment = Réservation pour soi-même
action-cancel-own-appointment = Annulation de son propre rendez-vous
action-view-own-records = Lecture de son propre dossier
action-send-message = Envoi d’un message
action-view-messages = Consultation des messages
action-list-staff = Liste du personnel
action-create-staff = Enregistrement du personnel
action-change-staff = Modification d’un membre du personnel
action-reset-password = Réinitialisation d’un mot de passe
action-issue-token = Émission d’un jeton
action-revoke-token = Révocation d’un jeton
action-list-tokens = Liste des jetons
action-unlock-account = Déverrouillage d’un compte
action-end-staff-sessions = Fermeture des sessions d’une personne
action-manage-roles = Modification des rôles du cabinet
action-change-access-policy = Modification des règles d’accès
action-manage-identity-service = Modification du service d’identité
action-grant-support-access = Octroi d’un accès d’assistance
action-view-audit = Consultation du journal d’audit
action-view-access-log = Consultation des accès au dossier
action-view-settings = Consultation des réglages
action-mark-entered-in-error = Marquage d’un rendez-vous saisi par erreur
action-tidy-up = Nettoyage

## Support and the platform

audit-actor-support = Assistance
audit-subject-support-grant = Autorisation de regarder
audit-subject-support-ticket = Ticket d’assistance
audit-subject-support-entry = Visite de l’assistance
audit-subject-operator = Opérateur
action-revoke-support-access = Fin d’un accès d’assistance
action-list-support-access = Consultation des accès d’assistance
action-enter-as-support = Entrée de l’assistance
action-view-as-support = L’assistance consulte les réglages
action-leave-support = Sortie de l’assistance
