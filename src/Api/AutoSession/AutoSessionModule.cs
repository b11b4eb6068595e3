using Carter;
using Parley.Api.Contracts;
using Parley.Sessions.Pairs;

namespace Parley.Api.AutoSession;

/// <summary>Robots ask what to send, say that they sent it, and bring what they saw in the chat window. Humans beat robots.</summary>
public sealed class AutoSessionModule : ICarterModule, IContract
{
    public const string Channel = PairActor.Channel;

    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("").WithTags("Auto Session");
        group.MapPost(CreateSession.Route, CreateSession.HandleAsync)
            .Accepts<CreateSessionRequest>("application/json")
            .DescribeKey()
            .Produces<Envelope<CreatedSession>>()
            .ProducesErrors();
        group.MapPost("/api/sessions/{session_id}/complete", CompleteSession.HandleAsync)
            .Accepts<CompleteRequest>("application/json")
            .Produces<Envelope<CompletedTask>>()
            .ProducesErrors();
        group.MapGet("/api/sessions/{session_id}/status", Lists.StatusAsync)
            .Produces<Envelope<SessionStatusView>>()
            .Produces<Envelope<NoData>>(503);
        group.MapPost(UploadMessages.Route, UploadMessages.HandleAsync)
            .Accepts<UploadRequest>("application/json")
            .DescribeKey()
            .Produces<Envelope<UploadSummary>>()
            .ProducesErrors();
        group.MapGet("/api/tasks/next_id", TakeTask.NextAsync)
            .Produces<Envelope<NextTask>>()
            .Produces<Envelope<NoData>>(503);
        group.MapGet("/api/tasks/{task_id}/send_info", TakeTask.SendInfoAsync)
            .Produces<Envelope<SendInfo>>()
            .Produces<Envelope<NoData>>(503);
        group.MapGet("/api/tasks/pending", Lists.PendingAsync)
            .DescribeLimit()
            .Produces<Envelope<TaskList<PendingTask>>>()
            .Produces<ValidationFailure>(422)
            .Produces<Envelope<NoData>>(503);
        group.MapGet("/api/tasks/dead", Lists.DeadAsync)
            .DescribeLimit()
            .Produces<Envelope<TaskList<DeadTask>>>()
            .Produces<ValidationFailure>(422)
            .Produces<Envelope<NoData>>(503);
    }

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
    }

    public bool Owns(PathString path)
    {
        var parts = (path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts is ["api", "tasks", ..] or ["api", "sessions", "create"] or ["api", "messages", "batch"]
            or ["api", "sessions", _, "complete" or "status"];
    }

    public IResult Describe(ContractFailure failure, IServiceProvider services) => failure switch
    {
        ContractFailure.NotFound => Plain("Not Found", failure),
        ContractFailure.MethodNotAllowed => Plain("Method Not Allowed", failure),
        ContractFailure.BadInput => Answers.Invalid(FieldError.NoObject),
        ContractFailure.Unauthorized => Answers.Failure("未授权", "UNAUTHORIZED", (int)failure),
        ContractFailure.TooLarge => Answers.Failure("请求体过大", "PAYLOAD_TOO_LARGE", (int)failure),
        ContractFailure.IdempotencyMismatch => Answers.KeyReused(),
        ContractFailure.Unavailable => Answers.Failure("服务暂时不可用，请稍后重试", "SERVICE_UNAVAILABLE", (int)failure),
        _ => Answers.Failure("服务器内部错误", "INTERNAL_ERROR", (int)failure),
    };

    private static JsonAnswer<Detail> Plain(string text, ContractFailure failure) =>
        new JsonAnswer<Detail>(new Detail(text), AutoSessionJson.Default.Detail, (int)failure);
}
