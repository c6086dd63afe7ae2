### Patients and contacts: lists, forms, duplicates, import.

parties-title = Patients
parties-register = Enregistrer un patient
parties-register-and-book = Enregistrer et réserver
parties-edit-title = Modifier { $name }
parties-registered-now = Patient enregistré
parties-search = Rechercher des patients
parties-search-hint = Parties du nom dans n’importe quel ordre, téléphone, numéro de dossier ou date de naissance
parties-next-appointment = Prochain rendez-vous
parties-last-visit = Dernière visite
parties-no-next-appointment = Aucun
parties-open-chart = Ouvrir le dossier
parties-patient = Patient
parties-chart = Dossier
parties-profile = Coordonnées

## Form

parties-group-person = Identité
parties-group-contact = Coordonnées
parties-group-address = Adresse
parties-group-emergency = Personnes à prévenir
parties-group-insurance = Assurance
parties-group-more = Autres informations
parties-given-name = Prénom
parties-family-name = Nom de famille
parties-full-name = Nom complet
parties-date-of-birth = Date de naissance
parties-born = Né(e) le
parties-age = Âge
parties-sex = Sexe
parties-mrn = Numéro de dossier
parties-mrn-short = N° dossier
parties-mrn-hint = Laissé vide, le prochain numéro libre est attribué.
parties-number = Numéro
parties-phone = Téléphone
parties-phone-hint = Tout format ; sans indicatif, le numéro est considéré comme local.
parties-email = E-mail
parties-address = Adresse
parties-line1 = Rue et numéro
parties-line2 = Bâtiment, étage, appartement
parties-city = Ville
parties-region = Région
parties-postal-code = Code postal
parties-country = Pays
parties-language = Langue
parties-preferred-channel = Canal préféré
parties-emergency-name = Nom
parties-emergency-relation = Lien
parties-emergency-phone = Téléphone
parties-insurance-provider = Assureur
parties-insurance-number = Numéro d’assuré
parties-insurance-group = Groupe
parties-insurance-valid-until = Valable jusqu’au
parties-guardian = Représentant légal
parties-notes = Notes pour l’accueil
parties-notes-hint = Visible par tout le personnel. Rien de médical ici.
parties-consents = Consentements
parties-allergies = Allergies
parties-no-allergies = Aucune allergie connue
parties-contact-kind = Type de contact

## Duplicates

parties-duplicates-title = Peut-être déjà enregistré
parties-duplicates-text = Vérifiez ces fiches avant d’enregistrer à nouveau.
parties-duplicates-use = C’est cette personne
parties-duplicates-anyway = Autre personne : enregistrer quand même
parties-count =
    { $count ->
         [one] { $count } patient
        *[other] { $count } patients
    }

## Empty lists

parties-empty-title = Aucun patient
parties-empty-text = Les patients apparaissent ici une fois enregistrés ou importés.
parties-none-found-title = Aucun résultat
parties-none-found-text = Essayez avec moins de lettres, le téléphone ou la date de naissance.

## Import

parties-import-file = Fichier
parties-import-column = Colonne du fichier
parties-import-field = Correspond à
parties-import-ignore = Ignorer
parties-import-separator = Séparateur
parties-import-encoding = Encodage
parties-import-date-order = Ordre des dates
parties-import-row = Ligne
parties-import-problem = Problème
parties-import-problems-download = Télécharger les problèmes
