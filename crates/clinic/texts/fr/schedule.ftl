### What the clinic offers, everybody’s hours, and closed days.

## Services

schedule-services = Prestations
schedule-service-new = Nouvelle prestation
schedule-services-none = Aucune prestation
schedule-services-none-text = Sans prestations, l’accueil réserve par type et durée. Une prestation dit aussi qui la propose, où, et qui peut la réserver.
schedule-what = De quoi il s’agit
schedule-name-hint = Tel que les patients le lisent.
schedule-duration = Durée
schedule-duration-minutes = Durée en minutes
schedule-price = Prix
schedule-who-books = Qui peut la réserver
schedule-by-staff = Personnel
schedule-by-patients = Patients et personnel
schedule-who-offers = Qui la propose
schedule-who-offers-hint = Ne cochez personne pour tous ceux qui reçoivent des patients.
schedule-everybody = Tout le monde
schedule-where = Où et avec quoi
schedule-needs-room = Il faut une salle
schedule-rooms-hint = N’en cochez aucune pour n’importe quelle salle.
schedule-equipment = Équipement
schedule-equipment-hint = Tout ce qu’il faut, séparé par des virgules.
schedule-rules = Règles
schedule-in-minutes = En minutes ; rien d’autre n’y est réservé.
schedule-buffer-before = Temps libre avant
schedule-buffer-after = Temps libre après
schedule-lead = Délai en minutes
schedule-lead-hint = Combien de temps avant le début on peut encore réserver.
schedule-horizon = Jours à l’avance
schedule-horizon-hint = Jusqu’où l’on peut réserver ; vide : sans limite.
schedule-step = Un début toutes les … minutes
schedule-step-hint = Vide : l’un après l’autre.
schedule-capacity = Places
schedule-capacity-hint = Plus d’une place : un groupe.
schedule-position = Place dans les listes
schedule-position-hint = Les petits nombres d’abord.
schedule-retire = Ne plus la proposer
schedule-retire-text = Ce qui est réservé reste réservé. Une prestation retirée ne revient pas ; créez-en une nouvelle.
schedule-retired = Elle n’est plus proposée

## Hours

schedule-hours = Horaires
schedule-whose-hours = Horaires de
schedule-the-clinic = La clinique
schedule-week-now = La semaine
schedule-week-set = Définir la semaine
schedule-usual-clinic = Aucun horaire défini : la clinique est considérée ouverte du lundi au vendredi, de 09:00 à 17:00.
schedule-usual-provider = Pas d’horaires propres : ceux de la clinique s’appliquent.
schedule-usual-thing = Pas d’horaires propres : utilisable à tout moment.
schedule-since = À partir du { $day }
schedule-until = jusqu’au { $day }
schedule-closed-day = Fermé
schedule-day-hint = Des heures comme 09:00–12:00, 13:00–17:00. Vide : fermé.
schedule-starts-on = À partir de ce jour
schedule-starts-on-hint = Jusque-là, la semaine actuelle continue. Vide : remplacée aussitôt.
schedule-copy-monday = Copier le lundi sur tous les jours
schedule-forget = Revenir aux horaires habituels
schedule-exceptions = Jours particuliers
schedule-exceptions-text = Ce qui vaut à une date au lieu de la semaine. Les jours de la clinique s’imposent à tous.
schedule-exceptions-none = Aucun jour à venir n’est différent.
schedule-exception-hours-hint = Laissez les deux vides : fermé.
schedule-exception-add = Ajouter le jour
schedule-exception-added = Le jour a été ajouté
schedule-exception-removed = La semaine s’applique à nouveau ce jour-là
schedule-note = Remarque
schedule-closures = Jours de fermeture
schedule-closures-text = Jours fériés et autres : aucun horaire n’est proposé. Ce qui est réservé reste réservé.
schedule-closures-none = Aucune fermeture à venir.
schedule-first-day = Premier jour
schedule-last-day = Dernier jour
schedule-closure-add = Fermer ces jours
schedule-closure-added = La clinique est fermée ces jours-là
schedule-closure-removed = La clinique est de nouveau ouverte ces jours-là
schedule-own = Mes horaires
schedule-own-text = Un administrateur définit la semaine. Vous ajoutez vous-même vos absences et vos horaires différents.

## At the desk

schedule-outside-hours = En dehors des horaires : { $hours } ce jour-là.
schedule-no-hours = Pas d’horaires de travail ce jour-là.
schedule-is-closed = La clinique est fermée ce jour-là : { $name }.
