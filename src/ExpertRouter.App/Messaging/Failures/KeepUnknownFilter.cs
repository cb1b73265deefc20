using MassTransit;

namespace ExpertRouter.App.Messaging.Failures;

/// <summary>End of the line for a message that no consumer of its queue knows.</summary>
internal sealed class KeepUnknownFilter(FailedMessageStore store) : IFilter<ReceiveContext>
{
    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next) => context.HasPayloadType(typeof(KeptMark))
        ? Task.CompletedTask
        : store.KeepAsync(context, "No consumer of this queue knows messages of this type.", CancellationToken.None);

    public void Probe(ProbeContext context) => context.CreateFilterScope("keepUnknown");
}
