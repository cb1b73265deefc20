using System.Runtime.ExceptionServices;

namespace ExpertRouter.Core.Threading;

/// <summary>Work divided into parts that run at the same time. Thread-safe.</summary>
public static class ParallelParts
{
    /// <summary>Runs all parts, a single one on the calling thread, and waits for them.</summary>
    /// <param name="count">Parts; each gets its number, from 0.</param>
    /// <param name="work">One part. What it throws is thrown as it is, the first when several throw.</param>
    /// <param name="cancellationToken">Parts that have not begun do not begin.</param>
    public static void Run(int count, Action<int> work, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (count == 1)
        {
            work(0);
            return;
        }
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = count, CancellationToken = cancellationToken }, work);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
