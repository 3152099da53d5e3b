package dev.caravan.project;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * What a user is told when something cannot be done: one or more problems, sorted by place. It is the only exception
 * that Caravan throws on purpose for what lies outside its code; anything else that surfaces is a defect of ours.
 */
public class CaravanException extends RuntimeException {
    private final List<Problem> problems;

    public CaravanException(Problem problem) {
        this(List.of(problem));
    }

    public CaravanException(Problem problem, Throwable cause) {
        super(problem.toString(), cause);
        this.problems = List.of(problem);
    }

    public CaravanException(List<Problem> problems) {
        super(problems.stream().sorted().map(Problem::toString).collect(joining("\n")));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("no problem given");
        }
        this.problems = problems.stream().sorted().toList();
    }

    public List<Problem> problems() {
        return problems;
    }
}
