namespace Parley.Api.Contracts;

/// <summary>A failure that every contract has, by its HTTP status.</summary>
public enum ContractFailure
{
    BadInput = 400,
    Unauthorized = 401,
    NotFound = 404,
    MethodNotAllowed = 405,
    TooLarge = 413,
    IdempotencyMismatch = 422,
    Fault = 500,
    Unavailable = 503,
}
