using System.Diagnostics;
using Parley.Sessions;

namespace Parley.Api.Contracts;

/// <summary>
/// Sees that every answer has the shape of the contract that owns the path: unknown routes, wrong methods, bodies that are too
/// large, outages and faults.
/// </summary>
internal sealed partial class ContractGuard(IEnumerable<IContract> contracts, ILogger<ContractGuard> logger) : IMiddleware
{
    private readonly IContract[] contracts = [.. contracts];

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
            if (IsBare(context.Response) && FailureOf(context.Response.StatusCode) is { } failure)
            {
                await AnswerAsync(context, failure);
            }
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, exception.StatusCode == StatusCodes.Status413PayloadTooLarge ? ContractFailure.TooLarge : ContractFailure.BadInput);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to answer.
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            var outage = Outage.Is(exception);
            if (outage)
            {
                OutageMet(logger, context.Request.Method, context.Request.Path, exception.Message);
            }
            else
            {
                FaultMet(logger, exception, context.Request.Method, context.Request.Path, Activity.Current?.TraceId);
            }

            await AnswerAsync(context, outage ? ContractFailure.Unavailable : ContractFailure.Fault);
        }
    }

    public Task AnswerAsync(HttpContext context, ContractFailure failure)
    {
        if (failure == ContractFailure.Unavailable)
        {
            context.Response.Headers.RetryAfter = "1";
        }

        var owner = Array.Find(contracts, contract => contract.Owns(context.Request.Path));
        var answer = owner?.Describe(failure, context.RequestServices) ?? TypedResults.Json(new { detail = DetailOf(failure) }, statusCode: (int)failure);
        return answer.ExecuteAsync(context);
    }

    // Routing refuses content types that a route does not accept.
    private static ContractFailure? FailureOf(int status) =>
        status == StatusCodes.Status415UnsupportedMediaType ? ContractFailure.BadInput
        : Enum.IsDefined((ContractFailure)status) ? (ContractFailure)status
        : null;

    private static bool IsBare(HttpResponse response) =>
        !response.HasStarted && response.ContentType is null && response.ContentLength is null or 0;

    private static string DetailOf(ContractFailure failure) => failure switch
    {
        ContractFailure.NotFound => "Not Found",
        ContractFailure.MethodNotAllowed => "Method Not Allowed",
        ContractFailure.Unauthorized => "Unauthorized",
        ContractFailure.TooLarge => "Payload Too Large",
        ContractFailure.Unavailable => "Service Unavailable",
        ContractFailure.Fault => "Internal Server Error",
        _ => "Bad Request",
    };

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed, trace {TraceId}.")]
    private static partial void FaultMet(ILogger logger, Exception exception, string method, string path, ActivityTraceId? traceId);

    [LoggerMessage(LogLevel.Warning, "{Method} {Path} met an outage: {Reason}")]
    private static partial void OutageMet(ILogger logger, string method, string path, string reason);
}
