using ExpertRouter.Core.Threading;

namespace ExpertRouter.Core.Tests.Threading;

public sealed class ParallelPartsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Run_Parts_EachRunsOnce(int count)
    {
        var runs = new int[count];

        ParallelParts.Run(count, part => Interlocked.Increment(ref runs[part]), TestContext.Current.CancellationToken);

        Assert.All(runs, number => Assert.Equal(1, number));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Run_PartThrows_ItsErrorComesAsItIs(int count)
    {
        var error = Assert.Throws<InvalidDataException>(() => ParallelParts.Run(
            count,
            part =>
            {
                if (part == count - 1)
                    throw new InvalidDataException("part");
            },
            TestContext.Current.CancellationToken));

        Assert.Equal("part", error.Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Run_Cancelled_BeginsNothing(int count)
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => ParallelParts.Run(count, _ => Assert.Fail("began"), stopped.Token));
    }
}
