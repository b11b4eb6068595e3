using System.Text.Json.Serialization.Metadata;
using Parley.Api.Contracts;

namespace Parley.Api.AutoSession;

/// <summary>Answers of this contract, in its shapes.</summary>
internal static class Answers
{
    public static IResult Success<T>(string message, T data, JsonTypeInfo<Envelope<T>> type) =>
        new JsonAnswer<Envelope<T>>(new Envelope<T>(true, message, data, null), type);

    public static IResult Failure<T>(string message, T? data, string? errorCode, JsonTypeInfo<Envelope<T>> type) =>
        new JsonAnswer<Envelope<T>>(new Envelope<T>(false, message, data, errorCode), type);

    public static IResult Failure(string message, string errorCode, int status = StatusCodes.Status200OK) =>
        new JsonAnswer<Envelope<NoData>>(new Envelope<NoData>(false, message, null, errorCode), AutoSessionJson.Default.EnvelopeNoData, status);

    public static IResult Invalid(params IReadOnlyList<FieldError> errors) =>
        new JsonAnswer<ValidationFailure>(
            new ValidationFailure(errors), AutoSessionJson.Default.ValidationFailure, StatusCodes.Status422UnprocessableEntity);

    public static IResult KeyReused() =>
        Failure("Idempotency-Key 已用于其他请求", "IDEMPOTENCY_MISMATCH", StatusCodes.Status422UnprocessableEntity);
}
