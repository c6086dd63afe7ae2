### Le tarif.

prices-title = Tarifs
prices-text = Ce que coûte chaque prestation, et de quand à quand. Un tarif entré en vigueur reste tel quel ; le suivant le remplace.
prices-set = Fixer un tarif
prices-service = Prestation
prices-no-services-text = Les tarifs se rattachent aux prestations. Indiquez d’abord ce que la clinique propose.
prices-none = Pas encore de tarifs
prices-none-text = Dès qu’un tarif est fixé, les visites sont facturées d’après lui.
prices-days = Jours
prices-for-good = sans fin
prices-from = À partir du
prices-from-hint = Le tarif en vigueur jusque-là prend fin la veille.
prices-to = Jusqu’au
prices-to-hint = Vide : sans fin.
prices-state-now = En vigueur
prices-state-to-come = À venir
prices-state-over = Terminé
prices-end-today = Terminer aujourd’hui
prices-ended = Le tarif prend fin aujourd’hui
prices-removed = Le tarif a été retiré
