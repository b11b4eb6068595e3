using Carter;
using Microsoft.OpenApi;
using Parley.Api.Contracts;

namespace Parley.Api.AgentSessions;

/// <summary>Sessions with an assistant that answers within the request.</summary>
public sealed class AgentSessionsModule : ICarterModule, IContract
{
    public const string Channel = "agent";

    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("").WithTags("Agent sessions");
        group.MapGet(AgentSessionRoutes.Route, AgentSessionRoutes.ListAsync)
            .Describe(Limit(10, 100), Offset)
            .Produces<IReadOnlyList<AgentSession>>()
            .Produces<ValidationFailure>(422)
            .Produces<Detail>(503);
        group.MapPost(AgentSessionRoutes.Route, AgentSessionRoutes.CreateAsync)
            .Describe(ParameterDescriptions.IdempotencyKey)
            .Accepts<CreateRequest>(isOptional: true, "application/json", "*/*")
            .Produces<AgentSession>()
            .Produces<Detail>(413)
            .Produces<ValidationFailure>(422)
            .Produces<Detail>(503);
        group.MapGet("/sessions/{session_id}", AgentSessionRoutes.GetAsync).Produces<AgentSession>().ProducesPathErrors();
        group.MapDelete("/sessions/{session_id}", AgentSessionRoutes.DeleteAsync).Produces<DeletedSession>().ProducesPathErrors();
        group.MapGet("/sessions/{session_id}/history", (string session_id, HttpRequest request, AgentChat chat, CancellationToken cancellation) =>
                chat.HistoryAsync(session_id, request.Query, cancellation))
            .Describe(Limit(100, 1000), Offset)
            .Produces<IReadOnlyList<AgentMessage>>()
            .ProducesPathErrors();
        group.MapPost(AgentChat.Route, (string session_id, HttpContext context, AgentChat chat) => chat.AskAsync(context, session_id))
            .Produces<Detail>(404)
            .ProducesChat();
        group.MapGet("/history", (AgentChat chat, CancellationToken cancellation) => chat.LatestHistoryAsync(cancellation))
            .Produces<IReadOnlyList<AgentMessage>>()
            .Produces<Detail>(503);
        group.MapPost(AgentChat.LatestRoute, (HttpContext context, AgentChat chat) => chat.AskLatestAsync(context)).ProducesChat();
    }

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<AgentViews>();
        services.AddSingleton<SessionPath>();
        services.AddSingleton<AgentChat>();
    }

    public bool Owns(PathString path) =>
        path.StartsWithSegments("/sessions") || path.StartsWithSegments("/history") || path.StartsWithSegments("/chat");

    public IResult Describe(ContractFailure failure, IServiceProvider services) => failure switch
    {
        ContractFailure.BadInput => AgentAnswers.Invalid(FieldError.NoObject),
        ContractFailure.IdempotencyMismatch => AgentAnswers.KeyReused,
        ContractFailure.NotFound => AgentAnswers.Failure("Not Found", (int)failure),
        ContractFailure.MethodNotAllowed => AgentAnswers.Failure("Method Not Allowed", (int)failure),
        ContractFailure.Unauthorized => AgentAnswers.Failure("未授权", (int)failure),
        ContractFailure.TooLarge => AgentAnswers.Failure("请求体过大", (int)failure),
        ContractFailure.Unavailable => AgentAnswers.Failure("服务暂时不可用，请稍后重试", (int)failure),
        _ => AgentAnswers.Failure("服务器内部错误", (int)failure),
    };

    private static OpenApiParameter Offset => ParameterDescriptions.Query("offset", "0 unless given", JsonSchemaType.Integer, least: 0);

    private static OpenApiParameter Limit(int otherwise, int most) =>
        ParameterDescriptions.Query("limit", $"{otherwise} unless given", JsonSchemaType.Integer, least: 1, most: most);
}
