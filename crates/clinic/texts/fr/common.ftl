### Words that every feature uses.

## Actions

common-save = Enregistrer
common-cancel = Annuler
common-edit = Modifier
common-delete = Supprimer
common-back = Retour
common-print = Imprimer
common-copy = Copier
common-done = Terminé
common-open = Ouvrir
common-close = Fermer
common-dismiss = Fermer le message
common-add = Ajouter
common-remove = Retirer
common-confirm = Confirmer
common-continue = Continuer
common-apply = Appliquer
common-clear = Effacer
common-filter = Filtrer
common-search = Rechercher
common-undo = Annuler l’action
common-retry = Réessayer
common-download = Télécharger
common-export = Exporter
common-details = Détails
common-more-actions = Autres actions pour { $name }
common-actions = Actions

## Forms and lists

common-optional = (facultatif)
common-error-prefix = Erreur :
common-error-summary = Veuillez corriger les points suivants
common-choose = Choisir
common-any = Tous
common-none = Aucun
common-not-recorded = Non renseigné
common-yes = Oui
common-no = Non
common-today = Aujourd’hui
common-tomorrow = Demain
common-yesterday = Hier
common-date = Date
common-time = Heure
common-from = Du
common-to = Au
common-name = Nom
common-status = Statut
common-kind = Type
common-reason = Motif
common-notes = Notes
common-saved = Enregistré
common-saved-at = Enregistré à { $time }
common-saving = Enregistrement…
common-pages = Pages
common-previous = Précédent
common-next = Suivant
common-loading = Chargement…
common-created-by = Créé par { $name }
common-changed-by = Modifié par { $name }
common-version = Version { $number }
common-results =
    { $count ->
         [one] { $count } résultat
        *[other] { $count } résultats
    }
common-minutes =
    { $count ->
         [one] { $count } minute
        *[other] { $count } minutes
    }
common-days =
    { $count ->
         [one] { $count } jour
        *[other] { $count } jours
    }
common-years-old =
    { $count ->
         [one] { $count } an
        *[other] { $count } ans
    }
common-months-old =
    { $count ->
         [one] { $count } mois
        *[other] { $count } mois
    }

## Status of an appointment

status-waitlist = Liste d’attente
status-proposed = Proposé
status-pending = En attente
status-booked = Réservé
status-arrived = Arrivé
status-checked-in = En consultation
status-fulfilled = Terminé
status-cancelled = Annulé
status-noshow = Absent
status-entered-in-error = Saisi par erreur
status-planned = Prévue
status-in-progress = En cours
status-finished = Terminée
status-draft = Brouillon
status-completed = Validée
status-signed = Signée
status-co-signed = Contresignée
status-discarded = Abandonnée

## Kind of an appointment

kind-consultation = Consultation
kind-procedure = Acte
kind-surgery = Chirurgie
kind-follow-up = Suivi
kind-therapy-session = Séance de thérapie
kind-telehealth = Téléconsultation
kind-meeting = Réunion

## Roles

role-admin = Administrateur
role-doctor = Médecin
role-therapist = Thérapeute
role-assistant = Assistant thérapeute
role-reception = Accueil
role-billing = Facturation
role-viewer = Lecture seule
role-auditor = Auditeur
role-patient = Patient
role-device = Appareil
role-integration = Intégration
role-operator = Exploitant de la plateforme

## Sex, kinds of contact, channels

sex-female = Féminin
sex-male = Masculin
sex-other = Autre
sex-unknown = Inconnu
contact-patient = Patient
contact-provider = Praticien
contact-vendor = Fournisseur
contact-staff = Personnel
contact-other = Autre
channel-sms = SMS
channel-email = E-mail
channel-phone = Appel téléphonique
channel-post = Courrier
channel-none = Ne pas contacter
