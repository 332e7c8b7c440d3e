//! All resources, as data. A row holds what the sources show of its names; where they show nothing but the script, it
//! holds what the convention of the others suggests: the id.

mod companies;
mod enrolments;
mod others;
mod people;
mod places;
mod training;

use super::resource::Resource;

/// Every resource.
pub(super) static ALL: &[Resource] = &[
    people::PARTICIPANTS,
    people::CONTACTS,
    people::TRAINERS,
    people::ADMINISTRATORS,
    companies::COMPANIES,
    companies::INVOICES,
    companies::PAYMENTS,
    companies::FUNDERS,
    companies::FUNDINGS,
    training::ACTIONS,
    training::CATALOGUE,
    training::PERMANENT_SESSIONS,
    training::MODULES,
    training::PLANNED_MODULES,
    training::SLOTS,
    enrolments::ENROLMENTS,
    enrolments::MODULE_ENROLMENTS,
    enrolments::ATTENDANCES,
    enrolments::COMPANY_LINKS,
    enrolments::TRAINER_LINKS,
    enrolments::SLOT_TRAINERS,
    places::CENTRES,
    places::ROOMS,
    places::STEPS,
    places::MODULE_CATEGORIES,
    places::PRODUCT_CATEGORIES,
    others::FILES,
    others::EVALUATIONS,
    others::SURVEY_ANSWERS,
    others::WISHES,
];

#[cfg(test)]
mod tests {
    use super::ALL;
    use crate::dendreo::resource::{By, Include, Kind, Resource};

    #[test]
    fn no_name_script_or_kind_is_there_twice() {
        for column in [|at: usize| ALL[at].name, |at: usize| ALL[at].script] {
            let mut names: Vec<&str> = (0..ALL.len()).map(column).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), ALL.len());
        }
        for resource in ALL {
            assert!(std::ptr::eq(resource.kind.resource(), resource), "{}", resource.name);
        }
    }

    #[test]
    fn every_name_a_row_speaks_of_is_a_member() {
        let has = |resource: &Resource, name: &str| {
            // A contact has this only where it is a private individual.
            let sometimes = resource.kind == Kind::Contact && name == "id_participant";
            name == resource.id || resource.field(name).is_some() || resource.made.contains(&name) || sometimes
        };
        for resource in ALL {
            let mut spoken_of: Vec<(&Resource, &str)> = Vec::new();
            let own = [resource.required, resource.said_required, &resource.search.concat()].concat();
            spoken_of.extend(own.into_iter().map(|name| (resource, name)));
            spoken_of.extend(resource.references.iter().map(|reference| (resource, reference.member)));
            for filter in resource.filters {
                match filter.by {
                    By::Own | By::Parent(_) => spoken_of.push((resource, filter.name)),
                    By::Linked { link, back, ahead } | By::LinkedExternal { link, back, ahead, .. } => {
                        spoken_of.extend([(link.resource(), back), (link.resource(), ahead)]);
                    }
                }
            }
            for include in resource.includes {
                match *include {
                    Include::One { member, .. } => spoken_of.push((resource, member)),
                    Include::Many { of, back, .. } => spoken_of.push((of.resource(), back)),
                    Include::Across { link, back, ahead, .. } => {
                        spoken_of.extend([(link.resource(), back), (link.resource(), ahead)]);
                    }
                    Include::Shaped { of, back, .. } => {
                        spoken_of.extend((!back.is_empty()).then_some((of.resource(), back)));
                    }
                }
            }
            for (of, name) in spoken_of {
                assert!(has(of, name), "{} speaks of {name} of {}", resource.name, of.name);
            }
        }
    }
}
