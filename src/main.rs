//! The program that the page loads.

fn main() {
    steelyard::ui::start();
}
