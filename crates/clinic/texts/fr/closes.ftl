### La fin de la journée de caisse : compter, clôturer, rouvrir.

closes-title = Journées clôturées
closes-text = Les encaissements sont comptés jour par jour. Rien ne peut être écrit dans une journée clôturée.
closes-close = Clôturer la journée
closes-count-today = Clôturer aujourd’hui
closes-again = La clôturer à nouveau
closes-open-days = Pas encore clôturées
closes-entries =
    { $count ->
        [one] { $count } écriture
       *[other] { $count } écritures
    }
closes-none = Aucune journée n’a encore été clôturée
closes-none-text = En fin de journée, comptez ce qu’il y a dans les caisses et clôturez.
closes-day = Journée
closes-choose-day = Afficher ce jour
closes-closed-by = Clôturée par
closes-reopened-by = Rouverte par
closes-cashier = Saisi par
closes-program = Un programme
closes-expected = Attendu
closes-counted = Compté
closes-difference = Écart
closes-even = Aucun
closes-reason = Raison de l’écart
closes-reason-hint = Nécessaire si les deux diffèrent.
closes-form-text = Comptez chaque caisse. Tout écart avec l’attendu demande une raison.
closes-nothing = Aucun argent n’a changé de mains ce jour-là.
closes-pieces = Compter billets et pièces
closes-pieces-text = Combien de chaque. Le total est calculé pour vous.
closes-locks = Une fois clôturée, plus rien n’est enregistré pour cette journée : ni montant dû, ni paiement, ni remboursement.
closes-already = Cette journée est clôturée
closes-already-text = Sa feuille dit ce qui a été compté.
closes-open-sheet = Ouvrir la feuille
closes-sheet = Feuille de caisse
closes-signature = Signature
closes-state-closed = Clôturée
closes-state-reopened = Rouverte
closes-reopen = Rouvrir la journée
closes-reopen-text = Ce qui a été compté reste visible. La journée est recomptée quand elle est clôturée à nouveau.
closes-reopen-reason = Pourquoi elle est rouverte
closes-closed = La journée est clôturée
closes-reopened = La journée est rouverte
