### Frais pour les visites manquées ou annulées tard.

fees-title = Frais
fees-text = Ce qui est facturé pour les visites manquées ou annulées tard. Sans règle, rien n’est facturé. Ce qui s’est passé avant une règle suit la règle de son temps.
fees-set = Fixer une règle
fees-none = Aucuns frais
fees-none-text = Personne ne paie pour une visite manquée ou annulée tard.
fees-fee = Frais
fees-occasion = Pour quoi
fees-occasion-no-show = Frais d’absence
fees-occasion-late-cancellation = Frais d’annulation tardive
fees-visits = De quelles visites
fees-all-visits = Toutes les visites
fees-notice-hours = Heures de préavis
fees-notice-hint = D’une annulation tardive : moins que ce délai avant la visite.
fees-own-only = Seulement si le patient annule lui-même
fees-own-only-hint = Ce que l’accueil annule ne coûte alors rien.
fees-before =
    { $count ->
        [one] Moins de { $count } heure avant
       *[other] Moins de { $count } heures avant
    }
fees-end = Y mettre fin
fees-rule-ended = La règle a pris fin
fees-status-charged = Facturé
fees-status-reverted = Repris
fees-status-waived = Remis
fees-waive = Faire grâce
fees-waive-text = Ce qui reste des frais est passé en perte. Ce qui en a été payé règle autre chose ou peut être remboursé.
fees-waive-reason = Pourquoi le patient en est dispensé
fees-waived = Il est fait grâce des frais
fees-list = Tous les frais
fees-list-text = Ce qui a été facturé pour des rendez-vous manqués ou annulés trop tard, du plus récent au plus ancien.
fees-list-none = Aucun frais
fees-list-none-text = Personne n’a été facturé sur cette période, ou rien ne correspond à votre recherche.
fees-rules = Règles de frais
