//! The `simpul` program: words of the command line in, exit status out.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
