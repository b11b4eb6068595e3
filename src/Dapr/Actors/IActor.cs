namespace Dapr.Actors;

/// <summary>The base of every actor interface. Methods return Task or Task of T; no overloads, no generics.</summary>
public interface IActor
{
}
