using Parley.Api.Contracts;

namespace Parley.Api.AgentSessions;

/// <summary>Answers of this contract, in its shapes.</summary>
internal static class AgentAnswers
{
    public static IResult Missing => Failure("会话不存在", StatusCodes.Status404NotFound);

    public static IResult KeyReused => Failure("Idempotency-Key was used for another request", StatusCodes.Status422UnprocessableEntity);

    public static IResult Failure(string detail, int status) => new JsonAnswer<Detail>(new Detail(detail), AgentJson.Default.Detail, status);

    public static IResult Invalid(params IReadOnlyList<FieldError> errors) =>
        new JsonAnswer<ValidationFailure>(new ValidationFailure(errors), AgentJson.Default.ValidationFailure, StatusCodes.Status422UnprocessableEntity);

    /// <summary>The model failed, or took too long.</summary>
    public static IResult NoReply(string reason, int status) =>
        new JsonAnswer<FailedChat>(new FailedChat(new FailedReply("error", $"Error: {reason}", "system")), AgentJson.Default.FailedChat, status);

    /// <summary>Nothing happened; the same request may be welcome in a moment.</summary>
    public static IResult Later(HttpResponse response, string detail, int status)
    {
        response.Headers.RetryAfter = "1";
        return Failure(detail, status);
    }
}
