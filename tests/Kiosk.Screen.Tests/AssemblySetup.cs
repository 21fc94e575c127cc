// Terminal.Gui keeps glyphs, key bindings and more per process.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
