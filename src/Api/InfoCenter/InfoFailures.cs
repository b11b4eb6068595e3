namespace Parley.Api.InfoCenter;

internal static class InfoFailures
{
    /// <summary>Says with which statuses a route may refuse.</summary>
    public static RouteHandlerBuilder Fails(this RouteHandlerBuilder route, params int[] statuses)
    {
        foreach (var status in statuses)
        {
            route.Produces<InfoFailure>(status);
        }

        return route;
    }
}
