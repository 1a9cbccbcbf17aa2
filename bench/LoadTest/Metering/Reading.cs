namespace LoadTest.Metering;

/// <summary>What a process has used since it began.</summary>
/// <param name="AllocatedBytes">Bytes of the managed heap.</param>
/// <param name="CpuMicroseconds">Time of the processor, in user code and in the kernel.</param>
public sealed record Reading(long AllocatedBytes, double CpuMicroseconds);
