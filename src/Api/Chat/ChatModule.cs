using Carter;
using Parley.Api.Chat.Exports;
using Parley.Api.Contracts;

namespace Parley.Api.Chat;

/// <summary>Conversations with the AI: one answer at once, or piece by piece.</summary>
public sealed class ChatModule : ICarterModule, IContract
{
    public const string Channel = "chat";

    public const string KeyReused = "Idempotency-Key was used for another request";

    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("").WithTags("Chat");
        group.MapPost(ChatEndpoint.Route, ChatEndpoint.HandleAsync).Produces<ChatReply>().ProducesChatErrors();
        group.MapPost(ChatStream.Route, (HttpContext context, ChatStream stream) => stream.HandleAsync(context))
            .WithMetadata(new EventStreamRoute())
            .Produces(200, contentType: "text/event-stream")
            .ProducesChatErrors();
        group.MapGet(ConversationEndpoint.Route, ConversationEndpoint.GetAsync)
            .Produces<ConversationHistory>()
            .Produces<ChatNotice>(404)
            .Produces<ChatNotice>(503);
        group.MapDelete(ConversationEndpoint.Route, ConversationEndpoint.DeleteAsync)
            .Produces<ChatNotice>()
            .Produces<ChatNotice>(404)
            .Produces<ChatNotice>(503);
    }

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ChatQuestions>();
        services.AddSingleton<ChatStream>();
        services.AddExports(configuration);
    }

    public bool Owns(PathString path) =>
        path.StartsWithSegments("/api/chat") || path.StartsWithSegments("/api/chat-stream")
        || path.StartsWithSegments("/api/conversations") || path.StartsWithSegments("/api/exports");

    public IResult Describe(ContractFailure failure, IServiceProvider services) => ChatAnswers.Failure(failure switch
    {
        ContractFailure.BadInput => "The request is not valid",
        ContractFailure.Unauthorized => "Unauthorized",
        ContractFailure.NotFound => "Not Found",
        ContractFailure.MethodNotAllowed => "Method Not Allowed",
        ContractFailure.TooLarge => "The request is too large",
        ContractFailure.IdempotencyMismatch => KeyReused,
        ContractFailure.Unavailable => "The service is unavailable, try again soon",
        _ => "Internal Server Error",
    }, (int)failure);
}
