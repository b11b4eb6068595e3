using Parley.Api.Contracts;

namespace Parley.Api.InfoCenter;

/// <summary>A refusal of this contract: HTTP status and text.</summary>
public sealed record InfoError(int Status, string Text)
{
    public static readonly InfoError MessageNotFound = new(404, "Message not found");
    public static readonly InfoError SessionNotFound = new(404, "Session not found");
    public static readonly InfoError StaffNotFound = new(404, "Staff not found");
    public static readonly InfoError StaffExists = new(409, "Staff already exists");
    public static readonly InfoError SessionArchived = new(400, "Session is archived");
    public static readonly InfoError KeyReused = new(422, $"{IdempotencyKeys.Header} was used for another request");
    public static readonly InfoError Overloaded = new(503, "Service is busy, try again later");

    public static InfoError Missing(string field) => new(400, $"Missing required field: {field}");

    public static InfoError Invalid(string field, string why) => new(400, $"Invalid value for {field}: {why}");

    public static InfoError Of(ContractFailure failure) => new((int)failure, failure switch
    {
        ContractFailure.BadInput => "Invalid request",
        ContractFailure.Unauthorized => "Unauthorized",
        ContractFailure.NotFound => "Not found",
        ContractFailure.MethodNotAllowed => "Method not allowed",
        ContractFailure.TooLarge => "Request body too large",
        ContractFailure.IdempotencyMismatch => KeyReused.Text,
        ContractFailure.Unavailable => "Service unavailable, try again later",
        _ => "Internal server error",
    });

    public IResult Answer() => new Refusal(this);

    private sealed class Refusal(InfoError error) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            if (error.Status == StatusCodes.Status503ServiceUnavailable)
            {
                httpContext.Response.Headers.RetryAfter = "1";
            }

            return new JsonAnswer<InfoFailure>(new InfoFailure(false, error.Text), InfoJson.Default.InfoFailure, error.Status).ExecuteAsync(httpContext);
        }
    }
}
