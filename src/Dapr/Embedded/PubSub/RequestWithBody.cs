using Microsoft.AspNetCore.Http.Features;

namespace Dapr.Embedded.PubSub;

/// <summary>Says that a request made in process has a body, as the server does for its own.</summary>
internal sealed class RequestWithBody : IHttpRequestBodyDetectionFeature
{
    public bool CanHaveBody => true;
}
