package dev.caravan.web;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;

/** A request whose parameters or body cannot be read; whoever asks has to ask otherwise. */
final class WrongQuestion extends CaravanException {
    private final int status;

    WrongQuestion(String what, String remedy) {
        this(400, what, remedy);
    }

    WrongQuestion(int status, String what, String remedy) {
        super(Problem.at("page", what, remedy));
        this.status = status;
    }

    int status() {
        return status;
    }
}
