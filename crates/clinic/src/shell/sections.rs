//! The ways through the administration: its sections, and the pages of the one somebody is in.

use askama::Template;
use askama::filters::HtmlSafe;
use tenancy::Action;

use super::Page;

/// Address, title, and what one must be allowed to do there.
type Door = (&'static str, &'static str, Action);

/// Whoever may into none of its pages does not see a section.
const SECTIONS: &[(&str, &[Door])] = &[
    (
        "admin-people",
        &[
            ("/admin/", "accounts-staff-title", Action::CreateStaff),
            ("/admin/roles/", "accounts-roles", Action::ManageRoles),
            ("/admin/policy/", "accounts-policy-title", Action::ChangeAccessPolicy),
            ("/admin/identity/", "identity-title", Action::ManageIdentityService),
            ("/admin/support/", "support-title", Action::ListSupportAccess),
        ],
    ),
    (
        "admin-visits",
        &[
            ("/admin/services/", "schedule-services", Action::ManageSchedule),
            ("/admin/hours/", "schedule-hours", Action::ManageSchedule),
            ("/admin/booking/", "rules-title", Action::ChangeBookingPolicy),
        ],
    ),
    (
        "admin-money",
        &[
            ("/admin/prices/", "prices-title", Action::ManagePrices),
            ("/admin/invoicing/", "invoices-policy", Action::ChangeInvoicing),
            ("/admin/fees/", "fees-title", Action::ManageFeeRules),
        ],
    ),
    (
        "admin-charts",
        &[
            ("/admin/instruments/", "assessments-instruments", Action::ManageInstruments),
            ("/admin/results/", "records-rule-short", Action::ChangeResultRule),
            ("/admin/documents/", "documents-policy", Action::ChangeDocumentPolicy),
            ("/admin/readings/", "readings-policy", Action::ChangeReadingPolicy),
        ],
    ),
    (
        "admin-connections",
        &[
            ("/admin/messaging/", "messaging-title", Action::ManageMessaging),
            ("/admin/webhooks/", "webhooks-title", Action::ListWebhooks),
            ("/admin/tokens/", "accounts-tokens-title", Action::ListTokens),
        ],
    ),
    (
        "admin-records",
        &[
            ("/admin/exports/", "exports-title", Action::ListExports),
            ("/admin/imports/", "imports-title", Action::ListImports),
            ("/admin/recycle-bin/", "recycle-bin-title", Action::ListDeleted),
            ("/audit/", "shell-nav-audit", Action::ViewAudit),
        ],
    ),
    (
        "admin-upkeep",
        &[("/admin/jobs/", "jobs-title", Action::ViewJobs), ("/admin/storage/", "storage-title", Action::ViewStorage)],
    ),
];

#[derive(Template)]
#[template(path = "pieces/sections.html")]
pub struct Sections<'a> {
    page: &'a Page,
    tabs: Vec<Tab>,
    pages: Vec<Tab>,
}

impl HtmlSafe for Sections<'_> {}

struct Tab {
    href: &'static str,
    key: &'static str,
    current: bool,
}

impl Page {
    /// The sections of the administration that one may into, and the pages of this one.
    pub fn admin_sections(&self) -> Sections<'_> {
        let (mut tabs, mut pages) = (Vec::new(), Vec::new());
        for (key, doors) in SECTIONS {
            let mut open = doors.iter().filter(|(.., action)| self.may(*action)).peekable();
            let Some((href, ..)) = open.peek().copied() else { continue };
            let own: Vec<Tab> = open.map(|(href, key, _)| Tab { href, key, current: self.is_within(href) }).collect();
            let current = own.iter().any(|tab| tab.current);
            tabs.push(Tab { href, key, current });
            if current {
                pages = own;
            }
        }
        Sections { page: self, tabs, pages }
    }

    /// Whether this is that page of the administration, or one that it leads to.
    fn is_within(&self, href: &str) -> bool {
        let (path, root) = (self.guest().path(), href.trim_end_matches('/'));
        let below = if root == "/admin" { path.strip_prefix("/admin/staff") } else { path.strip_prefix(root) };
        self.is_at(root) || below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}
