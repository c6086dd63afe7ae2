// People and visits for the stories, made through the JSON API as programs would.

/** Staff by role. */
export async function staffOf(house, clinic = "demo") {
  const lines = (await house.praxis(["user", "list", "--tenant", clinic, "--json"])).trim().split("\n");
  const staff = lines.map((line) => JSON.parse(line));
  return Object.fromEntries(staff.flatMap((person) => person.roles.map((role) => [role, person.id])));
}

let number = 0;

/** What the desk can make: patients, visits. Visits are minutes from now, so that they stand on today's board. */
export async function scene(house, clinic = "demo") {
  const api = await house.api("reception", clinic);
  const { doctor } = await staffOf(house, clinic);
  const minute = 60_000;
  const from = Math.ceil(Date.now() / minute) * minute + minute;
  return {
    api,
    doctor,
    patient(given_name, family_name, more = {}) {
      number += 1;
      return api("POST", "/api/patients/", { given_name, family_name, date_of_birth: "1964-03-27", phone: `0100555${String(1000 + number)}`, ...more });
    },
    /** Two minutes each, one after the other, lest they overlap. */
    visit(patient, after, more = {}) {
      const at = (minutes) => new Date(from + minutes * minute).toISOString();
      return api("POST", "/business/appointments", { patient: patient.id, provider: doctor, kind: "consultation", starts_at: at(after), ends_at: at(after + 2), reason: "Check of blood pressure", ...more });
    },
    find: (visit) => api("GET", `/api/appointments/${visit.id}/`),
    visitsOf: async (patient) => (await api("GET", `/api/appointments/?patient=${patient.id}`)).results,
  };
}
