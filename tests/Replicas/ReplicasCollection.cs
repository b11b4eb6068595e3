using Xunit;

namespace Parley.Replicas.Tests;

[CollectionDefinition(Name)]
public sealed class ReplicasCollection : ICollectionFixture<SharedReplicas>
{
    public const string Name = "Two replicas";
}
