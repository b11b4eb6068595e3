using Microsoft.AspNetCore.Mvc;
using Parley.Api.Contracts;
using Parley.Sessions;
using Parley.Sessions.Pairs;
using Parley.Sessions.Tasks;

namespace Parley.Api.AutoSession;

internal static class Lists
{
    private const int DefaultLimit = 10;
    private const int MaxLimit = 1000;

    public static async Task<IResult> StatusAsync(
        [FromRoute(Name = "session_id")] string sessionId, PairReader pairs, ContractTime times, CancellationToken cancellation) =>
        await pairs.FindAsync(sessionId, cancellation) is { Session: { Sending: not SendingStatus.None } session, Head: var head }
            ? Answers.Success("获取会话状态成功", View(session, head, times), AutoSessionJson.Default.EnvelopeSessionStatusView)
            : Answers.Failure("会话不存在", "SESSION_NOT_FOUND");

    public static async Task<IResult> PendingAsync(HttpRequest request, TaskQueueDesk queue, PairReader pairs, ContractTime times, CancellationToken cancellation)
    {
        if (ReadLimit(request) is not { } limit)
        {
            return BadLimit();
        }

        var tasks = await queue.ListWaitingAsync(limit);
        var sessions = await FindAsync(tasks, pairs, cancellation);
        List<PendingTask> views = [.. sessions.Where(session => session.State.IsLive()).Select(session => View(session, times))];
        return Answers.Success(
            "获取待处理任务成功", new TaskList<PendingTask>(views, views.Count, limit), AutoSessionJson.Default.EnvelopeTaskListPendingTask);
    }

    public static async Task<IResult> DeadAsync(HttpRequest request, TaskQueueDesk queue, PairReader pairs, ContractTime times, CancellationToken cancellation)
    {
        if (ReadLimit(request) is not { } limit)
        {
            return BadLimit();
        }

        var tasks = (await queue.ListDeadAsync(limit)).ToDictionary(task => TaskNumber.SessionId(task.Id));
        var sessions = await FindAsync(tasks.Values, pairs, cancellation);
        List<DeadTask> views = [.. sessions.Select(session => View(session, tasks[session.Id], times))];
        return Answers.Success(
            "获取待处理任务成功", new TaskList<DeadTask>(views, views.Count, limit), AutoSessionJson.Default.EnvelopeTaskListDeadTask);
    }

    private static int? ReadLimit(HttpRequest request) =>
        !request.Query.TryGetValue("limit", out var text) ? DefaultLimit
        : int.TryParse(text, out var limit) && limit is >= 1 and <= MaxLimit ? limit
        : null;

    private static IResult BadLimit() => Answers.Invalid(
        new FieldError("int_parsing", ["query", "limit"], $"Input should be a valid integer from 1 to {MaxLimit}"));

    private static async Task<IEnumerable<PairSession>> FindAsync(IEnumerable<QueuedTask> tasks, PairReader pairs, CancellationToken cancellation)
    {
        var ids = tasks.Select(task => TaskNumber.SessionId(task.Id)).ToList();
        var found = await pairs.FindManyAsync(ids, cancellation);
        return ids.Select(id => found.GetValueOrDefault(id)).OfType<PairSession>();
    }

    private static SessionStatusView View(PairSession session, SessionHead head, ContractTime times) => new(
        session.Id,
        session.ExternalTaskId,
        Words.Of(session.TaskType),
        Words.Of(session.Sending),
        Words.Of(session.State),
        times.Naive(session.CreatedAt),
        session.FinishedAt is { } finished ? times.Naive(finished) : null,
        session.SendContent,
        session.AccountId,
        Words.Priority(session.TaskType),
        head.Messages.Count - head.DeletedMessages,
        times.Naive(session.ActiveAt > head.LastActivityAt ? session.ActiveAt : head.LastActivityAt));

    private static PendingTask View(PairSession session, ContractTime times) => new(
        Words.TaskId(TaskNumber.Of(session.Id)!.Value),
        session.Id,
        session.ExternalTaskId,
        Words.Of(session.TaskType),
        Words.Level(session.Level),
        Words.Of(session.Sending),
        session.SendContent,
        times.Naive(session.CreatedAt),
        session.AccountId,
        session.ShopId,
        Words.Of(session.State),
        Words.Priority(session.TaskType));

    private static DeadTask View(PairSession session, QueuedTask task, ContractTime times) =>
        new(View(session, times), task.Deliveries, task.TakenAt is { } taken ? times.Naive(taken) : null);
}
