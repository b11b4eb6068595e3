using Dapr.Actors.Runtime;
using Parley.Sessions.Documents;
using Parley.Sessions.Tasks;
using Parley.Sessions.Turns;

namespace Parley.Sessions.Pairs;

/// <summary>
/// An account and a shop. At most one of their sessions is live, and this actor alone says which. It writes down what it is about
/// to do to sessions and to the queue before it does it; whatever breaks off is finished by the next turn, or by a reminder.
/// </summary>
public sealed partial class PairActor(
    ActorHost host,
    DocumentStore documents,
    PairReader pairs,
    SessionReader reader,
    SessionWriter sessions,
    TaskQueueDesk queue,
    HumanDetector humans,
    TimeProvider time)
    : TurnActor<PairHead>(host, documents), IPairActor, IRemindable
{
    public const string Channel = "auto-session";

    private const string IntentReminder = "intent";

    // So soon that a restart finds it overdue.
    private static readonly TimeSpan FirstReminder = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ReminderIdle = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan AnswerKeptFor = TimeSpan.FromHours(1);
    private static readonly TimeSpan ClaimedAnswerKeptFor = TimeSpan.FromHours(25);

    protected override string HeadKey => PairKeys.Head(Id.GetId());

    public Task<CreateTaskResult> CreateAsync(CreateTaskCommand command) => TurnAsync(command, async command =>
    {
        await FinishIntentAsync();
        if ((await FindAnswerAsync(command.Id))?.Create is { } answered)
        {
            return answered with { Repeated = true };
        }

        var (sessionId, known) = await NewSessionAsync(command.Id);
        if (known is not null)
        {
            return new CreateTaskResult(CreateTaskStatus.Created, sessionId, known.CreatedAt) { Repeated = true };
        }

        var turn = new PairTurn(Now());
        var live = await FindLiveAsync(turn);
        if (live is { Session: var session, Head: var head })
        {
            var idle = turn.Now - ActiveAt(session, head) > command.MaxIdle;
            if (session.State.GivesWay(command.ForHuman, idle) is not { } end)
            {
                return await RefuseAsync(turn, command, session);
            }

            turn.Write(session.With(session.State.After(end)!.Value, turn.Now));
        }

        turn.Write(Open(command, sessionId, turn.Now));
        Head.Live = sessionId;
        await DecideAsync(turn, new PairIntent { Opens = sessionId, Level = command.Level, Ends = live?.Session.Id });
        await FinishIntentAsync();
        return new CreateTaskResult(CreateTaskStatus.Created, sessionId, turn.Now);
    });

    public Task<PairSession?> CompleteAsync(CompleteTaskCommand command) => TurnAsync(command, async command =>
    {
        await FinishIntentAsync();
        if ((await pairs.FindAsync(command.SessionId))?.Session is not { Sending: not SendingStatus.None } session)
        {
            return null;
        }

        var task = await queue.FindAsync(TaskNumber.Of(session.Id)!.Value);
        var lease = task?.Lease ?? session.Lease;
        if (command.Lease is { } given && given != lease)
        {
            return null;
        }

        var sending = command.Success ? SendingStatus.Done : SendingStatus.Failed;
        if (session.Sending == sending)
        {
            return session;
        }

        if (session.State.After(command.Success ? PairSessionEvent.SendSucceeded : PairSessionEvent.SendFailed) is not { } next)
        {
            return null;
        }

        var turn = new PairTurn(Now());
        session = session.With(next, turn.Now) with { Sending = sending, ReportedAt = turn.Now, Lease = lease, Error = command.Error };
        turn.Write(session);
        Head.Live = next.IsLive() ? Head.Live : null;
        await DecideAsync(turn, new PairIntent { Ends = session.Id });
        await FinishIntentAsync();
        return session;
    });

    /// <summary>Finishes what broke off.</summary>
    public Task ReceiveReminderAsync(string reminderName, byte[] state, TimeSpan dueTime, TimeSpan period) => TurnAsync(reminderName, async _ =>
    {
        await FinishIntentAsync();

        // The head forgets the reminder before the reminder is gone, never the other way round.
        var disarm = Now() - Head.ActiveAt > ReminderIdle;
        Head.ReminderArmed &= !disarm;
        if (HeadExists && (Head.IsAhead || disarm))
        {
            await CommitAsync([]);
            Head.IsAhead = false;
        }

        if (disarm)
        {
            await UnregisterReminderAsync(IntentReminder);
        }

        return true;
    });

    protected override PairHead NewHead() => new();

    private static PairSession Open(CreateTaskCommand command, string sessionId, DateTimeOffset now) => new()
    {
        Id = sessionId,
        CommandId = command.Id,
        AccountId = command.AccountId,
        ShopId = command.ShopId,
        ShopName = command.ShopName,
        Platform = command.Platform,
        TaskType = command.TaskType,
        ExternalTaskId = command.ExternalTaskId,
        SendContent = command.SendContent,
        SendUrl = command.SendUrl,
        Level = command.Level,
        State = command.ForHuman ? PairSessionState.Transferred : PairSessionState.Pending,
        Sending = SendingStatus.Open,
        CreatedAt = now,
        ActiveAt = now,
    };

    private static DateTimeOffset ActiveAt(PairSession session, SessionHead head) =>
        session.ActiveAt > head.LastActivityAt ? session.ActiveAt : head.LastActivityAt;

    /// <summary>The session id that the command stands for, and the session when an earlier call of it made one.</summary>
    private async Task<(string Id, PairSession? Known)> NewSessionAsync(string commandId)
    {
        for (var attempt = 0; ; attempt++)
        {
            var id = TaskNumber.SessionIdFor(commandId, attempt);
            var known = await Documents.FindAsync<PairSession>(PairKeys.Session(id));
            var taken = await reader.FindAsync(id) is not null;
            if (known?.CommandId == commandId)
            {
                // Without its conversation the document is the rest of a turn that broke off before its head was written.
                return (id, taken ? known : null);
            }

            // Zero is no task, and an id that somebody else uses, in whichever channel, stays theirs.
            if (known is null && !taken && TaskNumber.Of(id) > 0)
            {
                return (id, null);
            }
        }
    }

    /// <summary>The live session. One that an operator closed meanwhile is live no more.</summary>
    private async Task<(PairSession Session, SessionHead Head)?> FindLiveAsync(PairTurn turn)
    {
        if (Head.Live is null || await pairs.FindAsync(Head.Live) is not { } found)
        {
            return null;
        }

        if (found.Session.State.IsLive())
        {
            return found;
        }

        turn.Write(found.Session);
        return null;
    }

    private async Task<CreateTaskResult> RefuseAsync(PairTurn turn, CreateTaskCommand command, PairSession live)
    {
        var status = live.State == PairSessionState.Transferred ? CreateTaskStatus.HumanAtWork : CreateTaskStatus.RobotAtWork;
        var refusal = new CreateTaskResult(status, live.Id, turn.Now);
        if (command.Claimed)
        {
            turn.Writes.Add(Answer(command.Id, new PairAnswer { Create = refusal }, claimed: true));
            await CommitAsync(turn.Writes);
        }

        return refusal;
    }

    private async Task<PairAnswer?> FindAnswerAsync(string commandId) => HeadExists
        ? await Documents.FindAsync<PairAnswer>(PairKeys.Answer(Id.GetId(), commandId))
        : null;

    private Document Answer(string commandId, PairAnswer answer, bool claimed)
    {
        var key = PairKeys.Answer(Id.GetId(), commandId);
        return new Document(key, DocumentStore.Write(key, answer), claimed ? ClaimedAnswerKeptFor : AnswerKeptFor);
    }

    /// <summary>Writes down what is to be done, with what is already decided.</summary>
    private async Task DecideAsync(PairTurn turn, PairIntent intent)
    {
        (Head.Intent, Head.ActiveAt) = (intent, turn.Now);
        if (!Head.ReminderArmed)
        {
            await RegisterReminderAsync(IntentReminder, null, FirstReminder, ReminderPeriod);
            Head.ReminderArmed = true;
        }

        await CommitAsync(turn.Writes);
        Head.IsAhead = false;
    }

    /// <summary>Does what was decided. Each step leaves alone what it finds done.</summary>
    private async Task<UploadResult?> FinishIntentAsync()
    {
        if (Head.Intent is not { } intent)
        {
            return null;
        }

        if (intent.Ends is { } ended && TaskNumber.Of(ended) is { } over)
        {
            await queue.FinishAsync(new FinishCommand(over, null));
        }

        if (intent.Opens is { } opened)
        {
            await sessions.Session(opened).CreateAsync(new CreateCommand(opened, Channel));
            if (intent.Level > 0)
            {
                await queue.EnqueueAsync(new EnqueueCommand(TaskNumber.Of(opened)!.Value, intent.Level));
            }
        }

        if (intent.Upload is { } upload)
        {
            return await FinishUploadAsync(upload);
        }

        (Head.Intent, Head.IsAhead) = (null, true);
        return null;
    }

    /// <summary>Whole milliseconds, so that answers show what documents keep.</summary>
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}
