### Les données financières : ce que les visites ont rapporté.

finances-title = Données financières
finances-text = Ce qui a été facturé pour les visites, ce qui a été encaissé et ce qui reste à payer.
finances-own-text = Ce que vos propres visites ont rapporté : facturé, encaissé et restant dû.
finances-none = Rien durant ces jours
finances-none-text = Dès que des visites de ces jours sont facturées ou payées, leurs totaux figurent ici.
finances-charged = Facturé
finances-received = Encaissé
finances-outstanding = Restant dû
finances-period = Réparti par
finances-period-day = Jour
finances-period-month = Mois
finances-by-period = Dans le temps
finances-by-service = Par prestation
finances-by-method = Par mode de paiement
finances-by-contact = Par patient
finances-no-service = Objet non précisé
