using Carter;
using Parley.Api.Contracts;

namespace Parley.Api.Chat;

/// <summary>Conversations with the AI: one answer at once, or piece by piece.</summary>
public sealed class ChatModule : ICarterModule, IContract
{
    public const string Channel = "chat";

    public void AddRoutes(IEndpointRouteBuilder app)
    {
    }

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
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
        ContractFailure.IdempotencyMismatch => "Idempotency-Key was used for another request",
        ContractFailure.Unavailable => "The service is unavailable, try again soon",
        _ => "Internal Server Error",
    }, (int)failure);
}
