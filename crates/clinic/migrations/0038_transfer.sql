-- What goes out and comes in as files besides people: the ledger goes out and comes in, and visits come in.

alter table export drop constraint export_kind_known;
alter table export add constraint export_kind_known
    check (kind in ('patients', 'contacts', 'appointments', 'transactions'));

alter table import drop constraint import_kind_known;
alter table import add constraint import_kind_known
    check (kind in ('patients', 'contacts', 'appointments', 'transactions'));
