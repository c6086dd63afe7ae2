### Imports: files of many people, looked at, brought in and taken back.

imports-title = Imports
imports-text = Des tableaux de personnes, en CSV ou en tableur (XLSX), une personne par ligne. L’écriture du fichier et le contenu des colonnes sont trouvés automatiquement, et rien n’est enregistré avant votre accord. Un import peut être annulé.
imports-new = Nouvel import
imports-what = Contenu
imports-file-hint = CSV ou XLSX, jusqu’à { $max } Mo.
imports-upload = Envoyer et vérifier
imports-none = Aucun import
imports-none-text = Envoyez un tableau ci-dessus. Il est seulement examiné jusqu’à ce que vous l’importiez.
imports-nameless = Fichier sans nom
imports-uploaded-at = Envoyé
imports-came-in = Importées
imports-left-out = Laissées de côté
imports-rows = Lignes
imports-readable = Importables
imports-problems = Non importables
imports-warnings = Modifié au passage
imports-taken-back = Annulées
imports-kept = Conservées
imports-kept-text = Elles ont été modifiées, ou quelque chose a été écrit à leur sujet, depuis l’import.
imports-line = Ligne { $line }
imports-found = Constatations
imports-comes-in = Importée
imports-map = Colonnes et écriture du fichier
imports-check-again = Vérifier à nouveau
imports-skip = Laisser de côté les lignes à problème
imports-skip-hint = Sinon, elles empêchent l’import des autres.
imports-undo = Annuler l’import
imports-undo-text = Toute personne inchangée depuis l’import va à la corbeille. Celles qui ont été modifiées restent et sont listées.
imports-discard = Abandonner
imports-discarded = Abandonné
imports-kind-patients = Patients
imports-kind-contacts = Autres contacts
imports-status-uploading = En réception
imports-status-waiting = En vérification
imports-status-unreadable = Illisible
imports-status-checked = Vérifié
imports-status-committing = En cours d’import
imports-status-done = Importé
imports-status-undoing = En cours d’annulation
imports-status-undone = Annulé
imports-status-discarded = Abandonné
imports-commit =
    { $count ->
        [one] Importer { $count } ligne
       *[other] Importer { $count } lignes
    }
imports-target-external-id = Identifiant externe
imports-target-mrn = Numéro de dossier
imports-target-full-name = Nom complet
imports-target-given-name = Prénom
imports-target-middle-name = Deuxième prénom
imports-target-family-name = Nom de famille
imports-target-date-of-birth = Date de naissance
imports-target-deceased-on = Date de décès
imports-target-sex = Sexe
imports-target-phone = Téléphone
imports-target-email = E-mail
imports-target-address = Adresse
imports-target-city = Ville
imports-target-region = Région
imports-target-postal-code = Code postal
imports-target-country = Pays
imports-target-language = Langue
imports-target-notes = Notes
