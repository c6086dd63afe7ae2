### The calendar: weeks and days as a grid or a list, and moving appointments on it.

calendar-title = Agenda
calendar-views = Vues de l’agenda
calendar-week = Semaine
calendar-day = Jour
calendar-rooms = Salles
calendar-from-to = { $from } – { $to } { $year }
calendar-week-number = semaine { $number }
calendar-previous-week = Semaine précédente
calendar-next-week = Semaine suivante
calendar-all-days = Tous les jours
calendar-working-days = Jours ouvrés
calendar-look = Présentation
calendar-grid = Grille
calendar-list = Liste
calendar-choose-for = Choisissez un horaire pour { $name }.
calendar-empty = Aucun rendez-vous sur cette période.
calendar-no-rooms-title = Aucune salle pour l’instant
calendar-no-rooms-text = Les salles apparaissent ici en colonnes dès qu’un administrateur les a ajoutées.
calendar-nobody-title = Personne ne reçoit encore de patients
calendar-nobody-text = Médecins, thérapeutes et assistants apparaissent ici dès qu’un administrateur les a ajoutés.

## Moving

calendar-keys = Entrée saisit le rendez-vous, Espace l’ouvre. Une fois saisi, les flèches le déplacent, Entrée le pose et Échap le remet en place.
calendar-picked-up = Saisi. Les flèches le déplacent, Entrée le pose, Échap le remet en place.
calendar-kept = Remis en place, rien n’a changé.
calendar-move-anyway = Déplacer quand même
calendar-leave = Le laisser où il est
