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
