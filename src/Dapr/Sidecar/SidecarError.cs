using System.Net;
using System.Text.Json;

namespace Dapr.Sidecar;

/// <summary>What the sidecar says when it refuses: a code and a sentence, in JSON.</summary>
internal sealed record SidecarError(string? ErrorCode, string? Message)
{
    /// <summary>The code of an answer that wanted another API token, which comes without one.</summary>
    public const string Unauthorized = "ERR_API_TOKEN";

    /// <summary>The exception that an answer stands for.</summary>
    public static async Task<DaprApiException> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellation);
        var error = Parse(body);
        var code = error?.ErrorCode ?? response.StatusCode switch
        {
            HttpStatusCode.NotFound => "ERR_DOES_NOT_EXIST",
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Unauthorized,
            _ => "UNKNOWN",
        };
        return new DaprApiException(error?.Message ?? $"The sidecar answered {(int)response.StatusCode}.", code, isTransient: false);
    }

    private static SidecarError? Parse(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, SidecarJson.Default.SidecarError);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
