#![doc = include_str!("../README.md")]
// Whatever a server answers, nothing here may stop the program.
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::cast_possible_truncation))]
#![cfg_attr(not(test), deny(clippy::cast_sign_loss, clippy::cast_possible_wrap))]

mod attendance;
mod calls;
mod catalogue;
mod categories;
mod companies;
mod config;
mod contacts;
mod enrolments;
mod files;
mod individuals;
mod invoices;
mod map;
mod module_enrolments;
mod modules;
mod neighbours;
mod participants;
mod permanent_sessions;
mod planned_modules;
mod provider;
mod resource;
mod rooms;
mod slots;
mod steps;
mod tasks;
mod trainers;
mod training_actions;
mod training_centres;
mod unified;
#[cfg(feature = "webhooks")]
pub mod webhooks;
mod wire;

pub use calls::{Create, Delete, Get, GetSeveral, List, Update};
pub use config::{Dendreo, Encoding, KeyPlace};
pub use resource::{Deletable, ExternallyKeyed, Gettable, Id, Resource, Scheduled, Searchable, Writable};

// The calls, one line per resource.
pub use attendance::{GetAttendance, GetAttendances, ListAttendances};
pub use catalogue::{
    CreateCatalogueSession, DeleteCatalogueSessions, GetCatalogueSession, GetCatalogueSessions, ListCatalogueSessions,
    UpdateCatalogueSession,
};
pub use categories::{
    CreateModuleCategory, CreateProductCategory, DeleteModuleCategories, DeleteProductCategories, GetModuleCategories,
    GetModuleCategory, GetProductCategories, GetProductCategory, ListModuleCategories, ListProductCategories,
    UpdateModuleCategory, UpdateProductCategory,
};
pub use companies::{CreateCompany, DeleteCompanies, GetCompanies, GetCompany, ListCompanies, UpdateCompany};
pub use contacts::{CreateContact, DeleteContacts, GetContact, GetContacts, ListContacts, UpdateContact};
pub use enrolments::{CreateEnrolment, DeleteEnrolments, GetEnrolment, GetEnrolments, ListEnrolments, UpdateEnrolment};
pub use files::ListFiles;
pub use individuals::{CreateIndividual, Individual, UpdateIndividual};
pub use invoices::{CreateInvoice, DeleteInvoices, GetInvoice, GetInvoices, ListInvoices, UpdateInvoice};
pub use module_enrolments::{GetModuleEnrolment, GetModuleEnrolments, ListModuleEnrolments};
pub use modules::{CreateModule, DeleteModules, GetModule, GetModules, ListModules, UpdateModule};
pub use neighbours::{
    Administrator, Evaluation, Funder, Funding, GetAdministrator, GetAdministrators, GetEvaluation, GetEvaluations,
    GetFunder, GetFunders, GetFunding, GetFundings, GetLae, GetLaes, GetLaf, GetLafs, GetLcf, GetLcfs, GetPayment,
    GetPayments, GetSurveyAnswer, GetSurveyAnswers, GetWish, GetWishes, Lae, Laf, Lcf, ListAdministrators,
    ListEvaluations, ListFunders, ListFundings, ListLaes, ListLafs, ListLcfs, ListPayments, ListSurveyAnswers,
    ListWishes, Payment, SurveyAnswer, Wish,
};
pub use participants::{
    CreateParticipant, DeleteParticipants, GetParticipant, GetParticipants, ListParticipants, UpdateParticipant,
};
pub use permanent_sessions::{
    CreatePermanentSession, DeletePermanentSessions, GetPermanentSession, GetPermanentSessions, ListPermanentSessions,
    UpdatePermanentSession,
};
pub use planned_modules::{GetPlannedModule, GetPlannedModules, ListPlannedModules};
pub use rooms::{CreateRoom, DeleteRooms, GetRoom, GetRooms, ListRooms, UpdateRoom};
pub use slots::{CreateSlot, DeleteSlots, GetSlot, GetSlots, ListSlots, UpdateSlot};
pub use steps::{CreateStep, DeleteSteps, GetStep, GetSteps, ListSteps, UpdateStep};
pub use tasks::ListTasks;
pub use trainers::{CreateTrainer, DeleteTrainers, GetTrainer, GetTrainers, ListTrainers, UpdateTrainer};
pub use training_actions::{
    CreateTrainingAction, DeleteTrainingActions, GetTrainingAction, GetTrainingActions, ListTrainingActions,
    PutTrainingAction, UpdateTrainingAction,
};
pub use training_centres::{
    CreateTrainingCentre, DeleteTrainingCentres, GetTrainingCentre, GetTrainingCentres, ListTrainingCentres,
    UpdateTrainingCentre,
};

// The records and what can be written to them, by Dendreo's own names.
pub use wire::{
    ActionType, AnyChanges, Attendance, CatalogueSession, CodeNaf, Company, CompanyChanges, Contact, ContactChanges,
    EnrolledParticipant, Enrolment, EnrolmentChanges, FileTarget, Flag, Invoice, LapStatus, Module, ModuleCategory,
    ModuleChanges, ModuleEnrolment, OrganisationMode, Participant, ParticipantChanges, PendingTask, PermanentSession,
    PermanentSessionChanges, PlannedModule, Presence, ProductCategory, Room, RoomChanges, Slot, Step, StoredFile,
    Trainer, TrainingAction, TrainingActionChanges, TrainingCentre, TrainingCentreChanges,
};

/// The common ground: the client, the vocabulary, the errors.
pub use participants_core as core;
