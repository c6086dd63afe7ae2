-- What goes out and comes in as files besides people: the ledger goes out, too.

alter table export drop constraint export_kind_known;
alter table export add constraint export_kind_known
    check (kind in ('patients', 'contacts', 'appointments', 'transactions'));
