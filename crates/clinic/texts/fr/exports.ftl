### Exports: files of many records, made in the background.

exports-title = Exports
exports-text = Les fichiers de nombreuses données sont préparés en arrière-plan. Vous seul recevez ceux que vous avez demandés, pendant { $hours } heures, et chaque donnée qu’ils contiennent est notée comme exportée.
exports-new = Nouvel export
exports-what = Contenu
exports-format = Format
exports-from = Rendez-vous à partir du
exports-to = Rendez-vous jusqu’au
exports-span-hint = Pour les rendez-vous seulement. Laissé vide : tous.
exports-mark = Marquer le CSV comme UTF-8
exports-mark-hint = Pour d’anciens tableurs qui affichent mal les noms.
exports-guarded = Un texte qu’un tableur prendrait pour une formule est précédé d’une apostrophe. L’import la retire.
exports-request = Préparer le fichier
exports-requested = Le fichier est en préparation
exports-discarded = Supprimé
exports-requested-at = Demandé
exports-expires-at = Disponible jusqu’au
exports-none = Aucun export
exports-none-text = Choisissez ci-dessus ce dont vous avez besoin dans un fichier.
exports-records =
    { $count ->
        [one] { $count } enregistrement
       *[other] { $count } enregistrements
    }
exports-kind-patients = Patients
exports-kind-contacts = Tous les contacts
exports-kind-appointments = Rendez-vous
exports-format-csv = CSV
exports-format-xlsx = Tableur (XLSX)
exports-format-jsonl = Lignes JSON
exports-status-waiting = En attente
exports-status-running = En préparation
exports-status-ready = Prêt
exports-status-failed = Échec
exports-status-discarded = Supprimé
exports-status-expired = Expiré
exports-failure-not-allowed = Vous n’avez plus le droit d’exporter ceci.
exports-failure-too-large = Il y en a plus qu’un tel fichier ne peut contenir. Choisissez un autre format ou moins de jours.
exports-failure-gave-up = Plusieurs essais ont été interrompus. Redemandez, ou prévenez qui gère le programme.
exports-column-id = ID
exports-column-active = Actif
exports-column-created-at = Créé le
exports-column-updated-at = Modifié le
exports-column-patient-id = ID du patient
exports-column-provider-id = ID du praticien
exports-column-provider = Praticien
exports-column-room = Salle
exports-column-starts-at = Début
exports-column-ends-at = Fin
exports-column-preparation = Préparation
exports-column-billing-code = Code de facturation
exports-column-cost = Coût
exports-column-estimated-cost = Coût estimé
exports-column-currency = Devise
exports-column-priority = Priorité
exports-column-follow-up = Suivi nécessaire
exports-column-cancel-reason = Motif d’annulation
