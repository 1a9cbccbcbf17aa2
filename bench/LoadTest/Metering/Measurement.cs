namespace LoadTest.Metering;

/// <summary>The outcome of one workload in one round.</summary>
/// <param name="Figures">What was measured, in the order of the workload's <see cref="Workloads.IWorkload.Figures"/>.</param>
/// <param name="Cost">What a message cost; null where there were none.</param>
public sealed record Measurement(double[] Figures, Cost? Cost);
