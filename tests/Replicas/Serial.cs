using Xunit;

// Each of these tests wants the whole machine.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
