using Dapr.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Adds Dapr's middleware.</summary>
/// <remarks>Source: Dapr.AspNetCore of the .NET SDK 1.18.</remarks>
public static class DaprApplicationBuilderExtensions
{
    /// <summary>Unwraps requests of the content type <c>application/cloudevents+json</c>: body and content type become those of the
    /// event's data. An envelope that is broken, or has both <c>data</c> and <c>data_base64</c>, is answered 400.</summary>
    public static IApplicationBuilder UseCloudEvents(this IApplicationBuilder builder) => builder.UseMiddleware<CloudEventsMiddleware>();
}
