### Étiquettes : des mots propres à la clinique, pour retrouver des personnes ensemble.

tags-title = Étiquettes
tags-text = Des mots propres à votre clinique, pour retrouver des patients ensemble. Toute l’équipe d’accueil les voit.
tags-none = Aucune étiquette
tags-name = Étiquette
tags-add = Ajouter l’étiquette
tags-remove = Retirer l’étiquette
tags-change = Modifier les étiquettes
tags-any = Toutes
tags-added = Étiquette ajoutée
tags-removed = Étiquette retirée
