//! What drives every room, of a race or of a solo session: takes inputs in batches, commits what
//! must be durable, then tells everybody.
//!
//! A commit that fails ends the room: nobody has been told of anything, everybody is disconnected,
//! and the next visitor finds a room restored from what is durable.

use speedfog_protocol::close;
use tokio::{
    sync::mpsc,
    time::{Instant, sleep_until},
};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{
    input::{ActionError, Input},
    members::Members,
    outbox::Closing,
};
use crate::store::StoreError;

/// Inputs handled between two commits at most.
const BATCH: usize = 64;

const BROKEN: Closing = (close::TRY_AGAIN_LATER, "try again later");

/// The room cannot go on.
#[derive(Debug)]
pub(super) struct Failed(pub(super) ActionError);

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        Self(error.into())
    }
}

/// A room, as far as its driver is concerned.
pub(super) trait Room: Send {
    /// What people do over the API.
    type Action: Send;

    /// Id of the race or session, for the log.
    fn id(&self) -> Uuid;

    /// Who is connected.
    fn members(&self) -> &Members;

    /// Deals with one input; what follows from it waits to be settled.
    fn take(&mut self, input: Input<Self::Action>) -> Result<(), Failed>;

    /// Commits what waits and then tells everybody.
    fn settle(&mut self) -> impl Future<Output = Result<(), Failed>> + Send;

    /// When something is to be done without an input.
    fn deadline(&self) -> Instant;

    /// Does what is due by now.
    fn on_time(&mut self) -> Result<(), Failed>;

    /// Writes the rows that are behind, if it is time to.
    fn flush_when_due(&mut self) -> impl Future<Output = Result<(), Failed>> + Send;

    /// Writes the rows that are behind.
    fn flush(&mut self) -> impl Future<Output = Result<(), Failed>> + Send;

    /// Whether what the room is for exists no longer.
    fn is_deleted(&self) -> bool;

    /// Whether nobody has needed the room for a while.
    fn is_idle(&mut self) -> bool;

    /// Answers everybody who waits for something that has failed.
    fn fail(&mut self, error: &ActionError);
}

/// How a room ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// Nobody needs it.
    Done,
    /// It could not go on.
    Failed,
}

/// Runs a room until the server stops, what it is for is deleted, nobody needs it, or it fails.
pub(super) async fn drive<R: Room>(
    mut room: R,
    mut inputs: mpsc::Receiver<Input<R::Action>>,
    shutdown: CancellationToken,
) -> End {
    let id = room.id();
    let mut batch = Vec::with_capacity(BATCH);
    let end = match work(&mut room, &mut inputs, &mut batch, &shutdown).await {
        Ok(()) => {
            tracing::debug!(room.id = %id, "room closed");
            End::Done
        }
        Err(Failed(error)) => {
            tracing::warn!(room.id = %id, %error, "room failed and will be restored");
            room.fail(&error);
            End::Failed
        }
    };
    inputs.close();
    for input in batch {
        turn_away(input, room.is_deleted());
    }
    while let Ok(input) = inputs.try_recv() {
        turn_away(input, room.is_deleted());
    }
    room.members().close_all(BROKEN);
    end
}

/// Answers an input that came too late for its room.
fn turn_away<A>(input: Input<A>, deleted: bool) {
    match input {
        Input::JoinSpectator { outbox, .. } => outbox.close(BROKEN.0, BROKEN.1),
        Input::Act { reply, .. } => {
            let error = if deleted {
                ActionError::NotFound
            } else {
                ActionError::Unavailable
            };
            let _ = reply.send(Err(error));
        }
        // Dropping the reply tells a mod's socket; everything else needs no answer.
        Input::JoinMod { .. }
        | Input::FromMod { .. }
        | Input::ModAlive { .. }
        | Input::LeaveMod { .. }
        | Input::IdentifySpectator { .. }
        | Input::LeaveSpectator { .. }
        | Input::StreamsChanged
        | Input::PersonChanged(_) => {}
    }
}

async fn work<R: Room>(
    room: &mut R,
    inputs: &mut mpsc::Receiver<Input<R::Action>>,
    batch: &mut Vec<Input<R::Action>>,
    shutdown: &CancellationToken,
) -> Result<(), Failed> {
    loop {
        let deadline = room.deadline();
        tokio::select! {
            biased;
            () = shutdown.cancelled() => break,
            _ = inputs.recv_many(batch, BATCH) => {}
            () = sleep_until(deadline) => {}
        }
        // In reverse, so that what a failure or the end of the race leaves over stays behind.
        batch.reverse();
        while !room.is_deleted()
            && let Some(input) = batch.pop()
        {
            take(room, input).await?;
        }
        room.on_time()?;
        room.settle().await?;
        room.flush_when_due().await?;
        if room.is_deleted() {
            return Ok(());
        }
        if room.is_idle() {
            break;
        }
    }
    close(room, inputs).await
}

pub(super) async fn take<R: Room>(room: &mut R, input: Input<R::Action>) -> Result<(), Failed> {
    let newcomer = match &input {
        Input::JoinSpectator { outbox, .. } => Some(outbox.clone()),
        _ => None,
    };
    let mut taken = Ok(());
    if input.begins_with_snapshot() {
        // What the others are still to be told must not reach a newcomer after its snapshot.
        taken = room.settle().await;
    }
    let taken = taken.and_then(|()| room.take(input));
    if let (Err(_), Some(newcomer)) = (&taken, newcomer) {
        // It may be no member yet, whom the end of the room would tell.
        newcomer.close(BROKEN.0, BROKEN.1);
    }
    taken
}

/// Takes no more inputs, deals with those that are waiting, and writes everything down.
async fn close<R: Room>(
    room: &mut R,
    inputs: &mut mpsc::Receiver<Input<R::Action>>,
) -> Result<(), Failed> {
    inputs.close();
    while let Some(input) = inputs.recv().await {
        take(room, input).await?;
        room.settle().await?;
        if room.is_deleted() {
            return Ok(());
        }
    }
    room.flush().await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        figures::Figures,
        i18n::Locale,
        room::{ConnectionId, Following, connection, members::COHORT, outbox::Due},
        store::StoreError,
        twitch::LiveLogins,
    };

    /// A room that cannot commit.
    struct Broken(Members);

    impl Room for Broken {
        type Action = ();

        fn id(&self) -> Uuid {
            Uuid::nil()
        }

        fn members(&self) -> &Members {
            &self.0
        }

        fn take(&mut self, _: Input<()>) -> Result<(), Failed> {
            panic!("a newcomer is let in before everything is committed")
        }

        async fn settle(&mut self) -> Result<(), Failed> {
            Err(StoreError::Stopped.into())
        }

        fn deadline(&self) -> Instant {
            Instant::now() + std::time::Duration::from_secs(60)
        }

        fn on_time(&mut self) -> Result<(), Failed> {
            Ok(())
        }

        async fn flush_when_due(&mut self) -> Result<(), Failed> {
            Ok(())
        }

        async fn flush(&mut self) -> Result<(), Failed> {
            Ok(())
        }

        fn is_deleted(&self) -> bool {
            false
        }

        fn is_idle(&mut self) -> bool {
            false
        }

        fn fail(&mut self, _: &ActionError) {}
    }

    #[tokio::test]
    async fn whoever_comes_in_while_a_room_fails_is_sent_away() {
        let (outbox, reader, _peer) = connection().await;
        let (inputs, received) = mpsc::channel(1);
        let join = Input::JoinSpectator {
            connection: ConnectionId::next(),
            user: None,
            outbox,
            locale: Locale::default(),
            following: Following::Updates,
        };
        inputs.try_send(join).expect("there is room for one");
        let members = Members::new(LiveLogins::default(), Figures::off(), COHORT);
        let end = drive(Broken(members), received, CancellationToken::new()).await;
        assert_eq!(end, End::Failed);
        assert_eq!(reader.next().await, Due::Close(BROKEN));
    }
}
