//! The voice guide. One call of the desk each.

use std::path::PathBuf;

use antiphon_desk::Desk;
use antiphon_desk::views::{
    GuideInput, GuideTrial, GuideView, ImpactView, LikenessView, LintedAnswer, RuleInput,
};
use antiphon_model::Channel;
use tauri::{AppHandle, State};

use crate::cancel::Work;
use crate::error::CommandError;
use crate::shared::SharedDesk;

#[tauri::command]
#[specta::specta]
pub(crate) async fn guide(desk: State<'_, SharedDesk>) -> Result<GuideView, CommandError> {
    desk.run(Desk::guide).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_guide(
    desk: State<'_, SharedDesk>,
    input: GuideInput,
) -> Result<GuideView, CommandError> {
    desk.run(move |desk| desk.save_guide(input)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn approve_guide(
    desk: State<'_, SharedDesk>,
    number: u32,
) -> Result<GuideView, CommandError> {
    desk.run(move |desk| desk.approve_guide(number)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn discard_guide(
    desk: State<'_, SharedDesk>,
    number: u32,
) -> Result<GuideView, CommandError> {
    desk.run(move |desk| desk.discard_guide(number)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn try_guide(
    desk: State<'_, SharedDesk>,
    text: String,
    channel: Option<Channel>,
    input: Option<GuideInput>,
) -> Result<GuideTrial, CommandError> {
    desk.run(move |desk| desk.try_guide(&text, channel, input.as_ref())).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn guide_impact(
    app: AppHandle,
    desk: State<'_, SharedDesk>,
    rule: RuleInput,
) -> Result<ImpactView, CommandError> {
    let mut watch = desk.watch(app, Work::Impact);
    desk.run(move |desk| desk.guide_impact(&rule, &mut watch)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn lint_library(
    app: AppHandle,
    desk: State<'_, SharedDesk>,
) -> Result<Vec<LintedAnswer>, CommandError> {
    let mut watch = desk.watch(app, Work::Check);
    desk.run(move |desk| desk.lint_library(&mut watch)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn likeness(
    app: AppHandle,
    desk: State<'_, SharedDesk>,
) -> Result<LikenessView, CommandError> {
    let mut watch = desk.watch(app, Work::Likeness);
    desk.run(move |desk| desk.likeness(&mut watch)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn import_style(
    desk: State<'_, SharedDesk>,
    path: String,
) -> Result<GuideView, CommandError> {
    desk.run(move |desk| desk.import_style(&PathBuf::from(path))).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_style(
    desk: State<'_, SharedDesk>,
    name: String,
) -> Result<GuideView, CommandError> {
    desk.run(move |desk| desk.remove_style(&name)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn export_guide(
    desk: State<'_, SharedDesk>,
    folder: String,
) -> Result<(), CommandError> {
    desk.run(move |desk| desk.export_guide(&PathBuf::from(folder))).await
}
